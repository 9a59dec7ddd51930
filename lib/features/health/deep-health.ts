import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { isVisitor } from "#lib/core/permissions.ts";
import { noEntry } from "#lib/platform/database-fault.ts";
import { env } from "#lib/platform/env.ts";
import { isBillingOn } from "#lib/platform/stripe.ts";
import type { DeclaredJob } from "../jobs/declare.ts";
import { canSendMail, hasOutbox } from "../mails/can-send.ts";
import { checkDatabase, databaseUnknown } from "./internal/check-database.ts";
import { checkJobs } from "./internal/check-jobs.ts";
import { checkNotifications, notificationsOff } from "./internal/check-notifications.ts";
import { checkStripe, stripeOff } from "./internal/check-stripe.ts";
import { checkWebhooksIn, webhooksInOff } from "./internal/check-webhooks-in.ts";
import { checkWebhooksOut } from "./internal/check-webhooks-out.ts";
import type { Finding } from "./internal/judge.ts";
import { rememberedSince } from "./internal/since.ts";
import { isDatabaseAway, whyNot, withinBudget } from "./internal/within.ts";
import type { CheckName, HealthChecks, HealthReport } from "./model/report.ts";

interface Input {
  /** What a worker does here: lib/features/jobs/declare.ts. */
  jobs: readonly DeclaredJob[];
}

/**
 * How this installation is, as this process sees it: all checks at once, each within 1.5 s, so that it answers within 2 s
 * whatever hangs. For operators and monitoring. Changes nothing.
 * @throws DomainError forbidden for members and visitors
 */
export async function deepHealth({ ctx, input }: { ctx: Context; input: Input }): Promise<HealthReport> {
  if (ctx.actor.type !== "system" || isVisitor(ctx)) throw new DomainError("forbidden", "Only an operator of this installation can look at its health.");
  const now = ctx.clock.now();
  const from = performance.now();
  const [database, stripe, notifications, webhooksIn, webhooksOut, jobs] = await Promise.all([
    found("database", now, checkDatabase, databaseUnknown),
    found(
      "stripe",
      now,
      () => checkStripe({ ctx, now }),
      (error) => ({ ...stripeUnknown(), ...unknown(error) }),
    ),
    found(
      "notifications",
      now,
      () => checkNotifications({ now }),
      (error) => ({ ...mailUnknown(), ...unknown(error) }),
    ),
    found(
      "webhooksIn",
      now,
      () => checkWebhooksIn({ now }),
      (error) => ({ ...webhooksInOff(), ...unknown(error) }),
    ),
    found(
      "webhooksOut",
      now,
      () => checkWebhooksOut({ now }),
      (error) => ({ figures: noFiguresOut, ...unknown(error) }),
    ),
    found(
      "jobs",
      now,
      () => checkJobs({ now, jobs: input.jobs }),
      (error) => ({ figures: noFiguresOfJobs, runs: [], ...unknown(error) }),
    ),
  ]);
  const checks: HealthChecks = { database, stripe, notifications, webhooksIn, webhooksOut, jobs };
  const states = new Set(Object.values(checks).map(({ state }) => state));
  return {
    status: states.has("critical") ? "critical" : states.has("warning") ? "warning" : "ok",
    checkedAt: new Date(now).toISOString(),
    tookMs: Math.round(performance.now() - from),
    checks,
  };
}

/** A check within its budget, and since when it is so. */
async function found<Found extends Finding<CheckName>>(
  name: CheckName,
  now: number,
  work: () => Promise<Found>,
  otherwise: (error: unknown) => Found,
): Promise<Omit<Found, "since" | "troubles"> & { since: string; troubles: HealthChecks[CheckName]["troubles"] }> {
  const finding = await withinBudget(work).catch(otherwise);
  const remembered = rememberedSince(name, finding.state, finding.since ?? now);
  const since = finding.since ?? remembered;
  const { detail, action, troubles = action === null ? [] : [{ detail, action }] } = finding;
  return { ...finding, since: new Date(since).toISOString(), troubles };
}

/** Whatever rests on the database; the check of the database itself says how bad that is. */
function unknown(error: unknown) {
  return {
    state: "warning" as const,
    since: null,
    detail: `Not known: ${whyNot(error)}.`,
    action:
      isDatabaseAway(error) || noEntry(error, env().DATABASE_URL) !== null
        ? "Mend the database first."
        : "If npm run db:migrate has nothing to do, report this as a fault of the program.",
  };
}

function stripeUnknown(): Finding<"stripe"> {
  const off = stripeOff();
  return isBillingOn() ? { ...off, figures: { ...off.figures, mode: env().STRIPE?.livemode === true ? "live" : "test" } } : off;
}

function mailUnknown(): Finding<"notifications"> {
  const off = notificationsOff();
  return canSendMail() ? { ...off, figures: { ...off.figures, transport: hasOutbox() ? "outbox" : "smtp" } } : off;
}

const noFiguresOut: HealthChecks["webhooksOut"]["figures"] = {
  relayWaiting: null,
  relayOldestSeconds: null,
  deliveriesWaiting: null,
  overdueSeconds: null,
  underWay: null,
  failedInADay: null,
  endpoints: null,
  endpointsFailing: null,
  oldestFailureSeconds: null,
};

const noFiguresOfJobs: HealthChecks["jobs"]["figures"] = {
  workerSeenSecondsAgo: null,
  waiting: null,
  oldestWaitingSeconds: null,
  running: null,
  dead: null,
  diedInADay: null,
};
