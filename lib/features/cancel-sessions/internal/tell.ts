import type { Queryable } from "#lib/platform/db.ts";
import type { SessionRow } from "./row.ts";
import { toSummary } from "./summary.ts";

/** Events that endpoints can subscribe to (webhooks/model/event.ts lists them with all others). */
type Topic = "cancel_session.completed" | "cancel_session.abandoned";

/** Puts a session's end into the outbox, in the same commit, when an endpoint subscribes to it; the session remembers the message. */
export async function tellOf(db: Queryable, topic: Topic, row: SessionRow, now: number): Promise<void> {
  await db.query(
    `update cancel_sessions set result_message_id = m.id from (select tell_webhooks($1,$3,$4,$5,$6) as id) m
     where workspace_id = $1 and cancel_sessions.id = $2 and m.id is not null`,
    [row.workspace_id, row.id, row.environment, topic, JSON.stringify(toSummary(row)), new Date(now).toISOString()],
  );
}
