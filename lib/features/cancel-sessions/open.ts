import { uuidv7 } from "#lib/core/ids.ts";
import { isoTime } from "#lib/platform/db.ts";
import { type HostedSession, hostedSession } from "./find-hosted.ts";
import { changeSession, writeSession } from "./internal/change.ts";
import { endSession } from "./internal/end.ts";
import { RETURN_DAYS } from "./model/journey.ts";

const DAY_MS = 86_400_000;

/** An opened session lives so long from its last step. */
export const SESSION_LIFE_MS = DAY_MS;

/**
 * The first opening of a link: from here on the session is in the ledger, pending. Whoever opens it a second time, or at the
 * same moment, gets the same session. A session that ran out is ended instead.
 */
export async function openSession(session: HostedSession): Promise<HostedSession> {
  const now = session.ctx.clock.now();
  const row = await changeSession(session.key, async (db, found) => {
    if (found.status !== "created" && found.status !== "opened") return found;
    if (Date.parse(isoTime(found.expires_at)) <= now) return endSession(db, found, now);
    if (found.status === "opened") return found;
    const before = await db.query(
      `select 1 from cancel_sessions
       where workspace_id = $1 and environment = $2 and user_id = $3 and opened_at >= $4 and opened_at is not null limit 1`,
      [found.workspace_id, found.environment, found.user_id, new Date(now - RETURN_DAYS * DAY_MS).toISOString()],
    );
    const at = new Date(now).toISOString();
    await db.query("select open_hosted_cancellation($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)", [
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
    ]);
    const isReturn = before.rows.length > 0;
    const change = { status: "opened", opened_at: at, is_return: isReturn, expires_at: new Date(now + SESSION_LIFE_MS).toISOString() } as const;
    return writeSession(db, found, change, [{ type: "opened", data: isReturn ? { return: true } : {} }], now);
  });
  return hostedSession(row, session);
}
