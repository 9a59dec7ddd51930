import { DAY_MS } from "#lib/core/clock.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import { isoTime, type Queryable } from "#lib/platform/db.ts";
import { chooseOffer } from "../flows/model/choose-offer.ts";
import type { Offer } from "../flows/model/flow-config.ts";
import { queueMailWith } from "../mails/queue.ts";
import { type Behind, type HostedSession, hostedSession } from "./find-hosted.ts";
import { changeSession, type SessionChange, writeSession } from "./internal/change.ts";
import { endSession, isDue } from "./internal/end.ts";
import { receiptMail } from "./internal/receipt-mail.ts";
import type { SessionRow } from "./internal/row.ts";
import { type Action, type Decision, decide, type Place } from "./model/journey.ts";
import type { PostedAnswer } from "./model/posted.ts";
import { SESSION_LIFE_MS } from "./open.ts";

interface Input {
  place: Place;
  action: Action;
  posted: PostedAnswer;
}

export interface Taken {
  session: HostedSession;
  /** Where the customer goes: a page of the session, or away. */
  to: Place | "away";
}

type Where = Taken["to"];

/** Steps that a timeline keeps of going back and forth; the end of a session is always written. */
const MOST_STEPS = 200;

/**
 * One press of a control. Steps of one session come one after the other; whatever arrives once it has its outcome, or once its time
 * is over, changes nothing and leads to what is. Resolves after COMMIT.
 * @throws DomainError unavailable
 */
export async function takeStep({ session, input }: { session: HostedSession; input: Input }): Promise<Taken> {
  const now = session.ctx.clock.now();
  const [row, to] = await changeSession<[SessionRow, Where]>(session.key, async (db, found) => {
    if (isDue(found, now)) return [await endSession(db, found, now), "receipt"];
    if (found.status !== "opened" && found.status !== "completed") return [found, "receipt"];
    return act(db, found, input, session, now);
  });
  return { session: hostedSession(row, session), to };
}

async function act(db: Queryable, row: SessionRow, input: Input, behind: Behind, now: number): Promise<[SessionRow, Where]> {
  const standing = hostedSession(row, behind);
  const said = standing.isCompleted ? {} : saidOn(input, row);
  const answered = { ...standing, ...(said.reason_key !== undefined && { reasonKey: said.reason_key }) };
  const offer = input.place === "reason" && input.action === "continue" ? await offerFor(db, answered, now) : null;
  const decision = decide(input.place, input.action, standing, offer);
  const change = { ...said, expires_at: new Date(now + SESSION_LIFE_MS).toISOString() };
  switch (decision.kind) {
    case "none":
      return [row, standing.isCompleted ? "receipt" : input.place];
    case "return":
      return [row, "away"];
    case "leave":
      return [await leave(db, row, change, now), "away"];
    case "survey":
      return [await addReason(db, row, input, now), "receipt"];
    case "go":
      return [await goOn(db, row, { from: input.place, to: decision.to }, change, decision.to === "offer" ? offer : null, now), decision.to];
    case "finish": {
      const finished = await finish(db, row, said, decision, now);
      const mail = receiptMail(hostedSession(finished, behind), input.posted.locale);
      if (mail !== null) await queueMailWith(db, { ctx: behind.ctx, input: mail });
      return [finished, "receipt"];
    }
  }
}

/** On to the next page: what was said is kept, and an offer that is shown now is written down. */
async function goOn(
  db: Queryable,
  row: SessionRow,
  { from, to }: { from: Place; to: Place },
  change: SessionChange,
  offer: Offer | null,
  now: number,
): Promise<SessionRow> {
  const shown: SessionChange = offer === null ? {} : { offer_id: offer.id, offer_type: offer.type, offer_label: offer.label };
  const answered = from === "reason" ? [reasonStep(change)] : [];
  const next =
    offer === null
      ? { type: to === "withdraw" ? ("withdrawal_shown" as const) : ("confirm_shown" as const) }
      : { type: "offer_shown" as const, data: { offer: offer.id } };
  const steps = row.last_step < MOST_STEPS ? [...answered, next] : [];
  return writeSession(db, row, { change: { ...change, ...shown }, steps, ledger: { outcome: null, by: "customer" } }, now);
}

/** What was chosen then: whoever goes back may choose another. */
function reasonStep({ reason_key: reason, reason_text: text }: SessionChange) {
  const given = { ...(reason && { reason }), ...(text && { text: true }) };
  return Object.keys(given).length > 0 ? { type: "reason_given" as const, data: given } : { type: "reason_skipped" as const };
}

/** The one final outcome: session, ledger and webhook message in one commit. */
async function finish(
  db: Queryable,
  row: SessionRow,
  said: SessionChange,
  { outcome, how }: Extract<Decision, { kind: "finish" }>,
  now: number,
): Promise<SessionRow> {
  const change: SessionChange = {
    ...said,
    status: "completed",
    outcome,
    offer_accepted: how === "offer_accepted",
    is_withdrawal: how === "withdrawn",
    completed_at: new Date(now).toISOString(),
    result_jti: uuidv7(now),
  };
  return writeSession(db, row, { change, steps: [{ type: how }], ledger: { outcome, by: "customer" }, topic: "cancel_session.completed" }, now);
}

/** What the page's fields say; only what stands on the page can be said there. */
function saidOn({ place, action, posted }: Input, row: SessionRow): SessionChange {
  if (place === "reason") return { reason_key: posted.reasonKey, reason_text: posted.reasonText };
  const email = posted.email === null ? {} : { customer_email: posted.email };
  // The statute's fields belong to the button that they stand beside.
  if (place === "confirm" && action === "confirm" && posted.statutory !== null) return { statutory: posted.statutory, ...email };
  // A merchant's address is not to be overwritten by a page that does not ask for one.
  if (place === "withdraw" && row.customer_email === null) return email;
  return {};
}

/** Left by the back link: abandoned at once, until the customer comes back or the session's time is over. */
async function leave(db: Queryable, row: SessionRow, change: SessionChange, now: number): Promise<SessionRow> {
  return writeSession(
    db,
    row,
    {
      change: { ...change, outcome: "abandoned", left_at: new Date(now).toISOString() },
      steps: row.last_step < MOST_STEPS ? [{ type: "left" }] : [],
      ledger: { outcome: row.outcome === "abandoned" ? null : "abandoned", by: "customer" },
    },
    now,
  );
}

/** The reason that was asked after the cancellation: once. */
async function addReason(db: Queryable, row: SessionRow, { posted }: Input, now: number): Promise<SessionRow> {
  if (row.reason_key !== null || row.reason_text !== null || (posted.reasonKey === null && posted.reasonText === null)) return row;
  const change = { reason_key: posted.reasonKey, reason_text: posted.reasonText };
  const steps = [{ ...reasonStep(change), type: "reason_added" as const }];
  return writeSession(db, row, { change, steps, ledger: { outcome: null, by: "customer" } }, now);
}

/** The offer for this customer now, those that they were shown before in mind. */
async function offerFor(db: Queryable, session: HostedSession, now: number) {
  if (session.config.offers.length === 0 || session.demands.noOffer || session.isReturn) return null;
  const { rows } = await db.query<{ offer_id: string; at: string }>(
    `select offer_id, max(opened_at) as at from cancel_sessions
     where workspace_id = $1 and environment = $2 and user_id = $3 and id <> $4 and opened_at is not null and offer_id is not null
     group by offer_id`,
    [session.key.workspaceId, session.environment, session.userId, session.key.id],
  );
  const shown = rows.map((row) => ({ offerId: row.offer_id, daysAgo: (now - Date.parse(isoTime(row.at))) / DAY_MS }));
  const { reasonKey, plan, mrr, tenureDays, region } = session;
  return chooseOffer(session.config, session.demands, { reasonKey, plan, mrr, tenureDays, region, shown });
}
