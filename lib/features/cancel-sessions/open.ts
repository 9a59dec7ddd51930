import { DAY_MS } from "#lib/core/clock.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import { type HostedSession, hostedSession } from "./find-hosted.ts";
import { changeSession, writeSession } from "./internal/change.ts";
import { endSession, isDue } from "./internal/end.ts";
import { RETURN_DAYS } from "./model/journey.ts";

/** An opened session lives so long from its last step. */
export const SESSION_LIFE_MS = DAY_MS;

/** The ledger's row of the session, and whether the customer opened another one lately. */
const OPEN = `select open_hosted_cancellation($1,$2,$3,$4,$5,$6,$7,$8,$9,$10), exists (
    select 1 from cancel_sessions where workspace_id = $1 and environment = $2 and user_id = $5 and opened_at >= $11 and opened_at is not null
  ) as is_return`;

/**
 * The first opening of a link: from here on the session is in the ledger, pending. Whoever opens it a second time, or at the
 * same moment, gets the same session. A session that ran out is ended instead.
 */
export async function openSession(session: HostedSession): Promise<HostedSession> {
  const now = session.ctx.clock.now();
  const row = await changeSession(session.key, async (db, found) => {
    if (isDue(found, now)) return endSession(db, found, now);
    if (found.status !== "created") return found;
    const at = new Date(now).toISOString();
    const { rows } = await db.query<{ is_return: boolean }>(OPEN, [
      found.workspace_id,
      found.environment,
      session.id,
      uuidv7(now),
      found.user_id,
      found.plan,
      found.mrr,
      found.tenure_days,
      found.metadata === null ? null : JSON.stringify(found.metadata),
      at,
      new Date(now - RETURN_DAYS * DAY_MS).toISOString(),
    ]);
    const isReturn = rows[0]?.is_return === true;
    const change = { status: "opened", opened_at: at, is_return: isReturn, expires_at: new Date(now + SESSION_LIFE_MS).toISOString() } as const;
    return writeSession(db, found, { change, steps: [{ type: "opened", data: isReturn ? { return: true } : {} }] }, now);
  });
  return hostedSession(row, session);
}
