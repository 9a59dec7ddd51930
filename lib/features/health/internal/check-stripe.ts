import type { Context } from "#lib/core/context.ts";
import { env } from "#lib/platform/env.ts";
import type { NoAnswer } from "#lib/platform/stripe.ts";
import { probePrices } from "../../billing/probe-prices.ts";
import { askFigures, ms } from "./ask.ts";
import { aged, ageText, type Finding, HOUR_MS, isoOrNull, judge, MINUTE_MS, type Trouble } from "./judge.ts";

/** Within the budget of the whole check, so that a Stripe that hangs leaves the figures. */
const PATIENCE_MS = 1_300;

interface Kind {
  okAt: number | null;
  drift: number | null;
  error: string | null;
  failedAt: number | null;
}

const kindSql = (kind: string) => `
  (select json_build_object('okAt', ${ms("ok.finished_at")}, 'drift', ok.drift, 'error', last.error,
     'failedAt', (select ${ms("min(f.finished_at)")} from stripe_reconciles f where f.kind = '${kind}' and f.error is not null
       and f.started_at > coalesce(ok.started_at, '-infinity')))
   from (select 1) one
   left join lateral (select * from stripe_reconciles where kind = '${kind}' and error is null order by started_at desc limit 1) ok on true
   left join lateral (select * from stripe_reconciles where kind = '${kind}' order by started_at desc limit 1) last on true)`;

const SQL = `select ${kindSql("events")} as events, ${kindSql("objects")} as objects`;

const REACH = "Look at status.stripe.com, and whether this machine reaches api.stripe.com. What is missed meanwhile is found by the next reconcile.";

function unanswered(noAnswer: NoAnswer): Trouble {
  const warning = (detail: string, action: string): Trouble => ({ state: "warning", since: null, detail, action });
  switch (noAnswer.kind) {
    case "key_refused": {
      const action = "Make a new key in Stripe's dashboard, set STRIPE_SECRET_KEY, and restart every process.";
      return { ...warning("Stripe does not accept STRIPE_SECRET_KEY.", action), state: "critical" };
    }
    case "key_limited":
      return warning("STRIPE_SECRET_KEY may not read prices.", "Give the restricted key the permissions that .env.example lists.");
    case "busy":
      return warning(
        "Stripe answers this key too many calls (429).",
        "Look in Stripe's dashboard, Developers, at what else uses the key; it passes by itself.",
      );
    case "failing":
      return warning(`Stripe answered with an error${noAnswer.status === null ? "" : ` (${noAnswer.status})`}.`, REACH);
    case "unreachable":
      return warning(`Stripe could not be reached${noAnswer.why === null ? "" : ` (${noAnswer.why})`}.`, REACH);
    case "silent":
      return warning(`Stripe did not answer within ${PATIENCE_MS / 1_000} s.`, REACH);
  }
}

/** Each price that is not sold, since it would cost something else than its setting says, or nobody could pay it. */
function unsold({ faults, isAnythingSold }: Pick<Awaited<ReturnType<typeof probePrices>>, "faults" | "isAnythingSold">): Trouble[] {
  return faults.map(({ variable, reason }) => ({
    state: isAnythingSold ? "warning" : "critical",
    since: null,
    detail: `${variable} is not sold: ${reason}.`,
    action: `Set ${variable} to a price that fits, in every process, and restart them; or mend the price at Stripe.`,
  }));
}

/** Whether Stripe answers, takes our key and sells our prices, and when we last looked for what it never told. */
export async function checkStripe({ ctx, now }: { ctx: Context; now: number }): Promise<Finding<"stripe">> {
  const settings = env().STRIPE;
  if (settings === null) return stripeOff();
  const from = performance.now();
  const probing = probePrices({ ctx, input: { milliseconds: PATIENCE_MS } }).then((probed) => ({ probed, tookMs: Math.round(performance.now() - from) }));
  const [{ probed, tookMs }, { events, objects }] = await Promise.all([probing, askFigures<{ events: Kind; objects: Kind }>(SQL)]);
  const { noAnswer } = probed;
  return {
    ...judge(
      [
        noAnswer !== null && unanswered(noAnswer),
        ...unsold(probed),
        failed("Listing Stripe's events", "rb stripe reconcile", events),
        failed("Comparing all workspaces with Stripe", "rb stripe reconcile --all", objects),
        late("Stripe's events were last listed", events, now, { warningMs: 45 * MINUTE_MS, criticalMs: 24 * HOUR_MS }),
        late("All workspaces were last compared with Stripe", objects, now, { warningMs: 49 * HOUR_MS, criticalMs: null }),
      ],
      `Stripe answers in ${settings.livemode ? "live" : "test"} mode${events.okAt === null ? "; its events have not been listed yet." : "."}`,
    ),
    figures: {
      answerMs: noAnswer?.kind === "silent" || noAnswer?.kind === "unreachable" ? null : tookMs,
      mode: settings.livemode ? "live" : "test",
      eventsReconciledAt: isoOrNull(events.okAt),
      eventsDrift: events.drift,
      eventsError: events.error,
      objectsReconciledAt: isoOrNull(objects.okAt),
      objectsDrift: objects.drift,
      objectsError: objects.error,
    },
  };
}

export function stripeOff(
  detail = "Billing is off: no STRIPE_SECRET_KEY is set. Every workspace is Advanced and active, unless an operator set it otherwise.",
): Finding<"stripe"> {
  const unknown = { answerMs: null, mode: null, eventsReconciledAt: null, eventsDrift: null, eventsError: null };
  return { state: "off", since: null, detail, action: null, figures: { ...unknown, objectsReconciledAt: null, objectsDrift: null, objectsError: null } };
}

function failed(what: string, command: string, { error, failedAt }: Kind): Trouble | false {
  return (
    error !== null && {
      state: "warning",
      since: failedAt,
      detail: `${what} failed last time: ${error.replace(/[.\s]+$/, "")}.`,
      action: `It is tried again by itself; ${command} does it now.`,
    }
  );
}

function late(what: string, { okAt }: Kind, now: number, limits: { warningMs: number; criticalMs: number | null }): Trouble | null {
  return aged(okAt, now, limits, {
    detail: okAt === null ? "" : `${what} ${ageText(okAt, now)} ago.`,
    action: "Check that a worker with the settings of Stripe runs, and what rb jobs list says.",
  });
}
