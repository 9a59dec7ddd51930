import { fixedClock } from "#lib/core/clock.ts";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";
import { createCancelLink } from "./create-link.ts";
import { findHostedSession, type HostedSession } from "./find-hosted.ts";
import { issueResult } from "./issue-result.ts";
import type { CancelLinkInput } from "./model/cancel-link.ts";
import { type Action, firstPlace, mayAnswerAfterwards, type Place } from "./model/journey.ts";
import { openSession } from "./open.ts";
import { takeStep } from "./take-step.ts";
import { verifyResult } from "./verify-result.ts";

/** A customer who does not exist, on the way through a session in the past. */
export interface SeededSession {
  link: CancelLinkInput;
  /** Ms since 1970. */
  madeAt: number;
  /** What they mean to do; who would accept and is shown no offer cancels. */
  wish: "never_opens" | "cancels" | "keeps" | "accepts" | "leaves" | "disappears";
  reasonKey: string | null;
  reasonText: string | null;
  /** Seconds spent on each page. */
  pause(place: Place): number;
  /** What the merchant did about the result; `unseen`: nothing. */
  result: "verified" | "delivered" | "unseen";
}

type Walker = { session: HostedSession; at: Place | "away" };

/**
 * Plays a session through by the verbs of the real one, at its own time, so that session, steps and ledger agree. Whatever would lie
 * in the future does not happen.
 * @throws DomainError as createCancelLink does
 */
export async function seedSession({ ctx, input }: { ctx: WorkspaceContext; input: SeededSession }): Promise<void> {
  const clock = fixedClock(input.madeAt);
  const until = ctx.clock.now();
  const { url } = await createCancelLink({ ctx: { ...ctx, clock }, input: { ...input.link, idempotencyKey: null } });
  const found = await findHostedSession(url.slice(url.lastIndexOf("/") + 1));
  if (found === null) throw new Error("the link that was just made leads nowhere");
  const made: HostedSession = { ...found, ctx: { ...found.ctx, clock } };
  const pass = (seconds: number) => {
    if (clock.now() + seconds * 1000 > until) return false;
    clock.advance(Math.round(seconds * 1000));
    return true;
  };

  let walker: Walker = { session: made, at: "away" };
  if (input.wish !== "never_opens" && pass(0.4 + input.pause("reason") / 20)) {
    const opened = await openSession(made);
    walker = { session: opened, at: firstPlace(opened) };
  }
  while (walker.at !== "away" && pass(input.pause(walker.at))) {
    const next = await press(walker, input);
    if (next === null) break;
    walker = next;
  }
  const { status, expiresAt } = walker.session;
  if (status === "completed") return tell(ctx, walker.session, input.result, pass);
  // The job that ends sessions comes by once a minute.
  if (pass((Date.parse(expiresAt) - clock.now()) / 1000 + 20)) await openSession(walker.session);
}

/** The next press of a control; null: the customer is gone. */
async function press({ session, at }: Walker, input: SeededSession): Promise<Walker | null> {
  const action = at === "away" ? null : actionAt(at, session, input);
  if (at === "away" || action === null) return null;
  const says = at === "reason" || action === "survey";
  const statutory = at === "confirm" && session.demands.statute === "de" ? ({ kind: "ordinary", cause: "", endsOn: "" } as const) : null;
  const posted = { reasonKey: says ? input.reasonKey : null, reasonText: says ? input.reasonText : null, statutory, email: null, locale: "en" as const };
  const taken = await takeStep({ session, input: { place: at, action, posted } });
  return { session: taken.session, at: taken.to };
}

function actionAt(at: Place, session: HostedSession, { wish, reasonKey }: SeededSession): Action | null {
  const isLast = at === "confirm" || at === "offer";
  switch (at) {
    case "receipt":
      return mayAnswerAfterwards(session) && session.reasonKey === null && reasonKey !== null ? "survey" : null;
    case "offer":
      if (wish === "accepts") return "accept";
      break;
    case "reason":
      return reasonKey === null ? "cancel" : "continue";
  }
  if (isLast && wish === "keeps") return "keep";
  if (isLast && wish === "leaves") return "leave";
  if (wish === "disappears") return null;
  return at === "confirm" ? "confirm" : "cancel";
}

/** What comes after the end: the way back, and what the merchant's server did. */
async function tell(ctx: WorkspaceContext, session: HostedSession, result: SeededSession["result"], pass: (seconds: number) => boolean): Promise<void> {
  const { clock } = session.ctx;
  if (result === "delivered" && pass(2)) await markDelivered(session, clock.now());
  // Who does not press the last button is why there are webhooks.
  if (result !== "verified" || !pass(6)) return;
  const address = await issueResult({ session });
  const token = address.split("ci_result_token=")[1];
  if (token === undefined || !pass(1)) return;
  await verifyResult({ ctx: { ...ctx, clock }, input: { token, allowEnvironment: () => undefined } });
}

/** What the delivery of a webhook leaves behind; there is no endpoint to take one. */
function markDelivered({ key }: HostedSession, at: number): Promise<void> {
  return queryAsWorkspace(key.workspaceId, async (db) => {
    await db.query("update cancel_sessions set result_delivered_at = $3 where workspace_id = $1 and id = $2", [
      key.workspaceId,
      key.id,
      new Date(at).toISOString(),
    ]);
  });
}
