import { formatId } from "#lib/core/ids.ts";
import { type Queryable, queryAsWorkspace } from "#lib/platform/db.ts";
import { oneAtATime } from "#lib/platform/one-at-a-time.ts";
import type { StepType } from "../model/session.ts";
import type { SessionKey } from "./link-token.ts";
import type { SessionRow, Statutory } from "./row.ts";
import { toSummary } from "./summary.ts";

/** Columns that steps change. Those that are left out stay as they are. */
export type SessionChange = Partial<{
  status: SessionRow["status"];
  expires_at: string;
  opened_at: string;
  left_at: string | null;
  is_return: boolean;
  reason_key: string | null;
  reason_text: string | null;
  offer_id: string;
  offer_type: SessionRow["offer_type"];
  offer_label: string;
  offer_accepted: boolean;
  statutory: Statutory | null;
  customer_email: string;
  outcome: SessionRow["outcome"];
  is_withdrawal: boolean;
  completed_at: string;
  result_jti: string;
  result_issued_at: string;
  result_verified_at: string;
}>;

/** What one step writes, all of it or nothing. */
interface Writing {
  change: SessionChange;
  steps: readonly { type: StepType; data?: Record<string, string | number | boolean | null> }[];
  /** The ledger's row follows the session: reason and offer as they are now and, with an outcome, that as the newest. */
  ledger?: { outcome: "churned" | "recovered" | "abandoned" | null; by: "customer" | "system" };
  /** Told to the endpoints that subscribe to it (webhooks/model/event.ts lists it with all others). */
  topic?: "cancel_session.completed" | "cancel_session.abandoned";
}

/** Along the key, whatever the planner knows of the table (prisma/migrations, sessions_along_their_key, says why). */
const LOCK = "select * from cancel_sessions where (workspace_id, id) >= ($1, $2) order by workspace_id, id limit 1 for no key update";

/**
 * One step of a session at a time: `work` sees the row as it is, and nobody else changes it until the commit. Whoever presses a
 * button thirty times waits in this process, not on thirty connections.
 */
export function changeSession<T>(key: SessionKey, work: (db: Queryable, row: SessionRow) => Promise<T>): Promise<T> {
  return oneAtATime(`cancel-session:${key.id}`, () =>
    queryAsWorkspace(key.workspaceId, async (db) => {
      const { rows } = await db.query<SessionRow>({
        name: "lock_cancel_session",
        text: LOCK,
        values: [key.workspaceId, key.id],
      });
      // The first from the key on: without the session itself it would be another one.
      if (rows[0]?.id !== key.id) throw new Error("a session that was found is gone");
      return work(db, rows[0]);
    }),
  );
}

/** Writes a step; the answer is the row as it is then. `now` in ms since 1970. */
export async function writeSession(db: Queryable, row: SessionRow, { change, steps, ledger, topic }: Writing, now: number): Promise<SessionRow> {
  const { rows } = await db.query<SessionRow & { is_awaited: boolean }>({
    name: "write_cancel_session",
    text: `select s.*, exists (
        select 1 from webhook_endpoints e where e.workspace_id = $1 and e.environment = s.environment and e.enabled and $9 = any (e.events)
      ) as is_awaited from write_cancel_session($1,$2,$3,$4,$5,$6,$7,$8) s`,
    values: [
      row.workspace_id,
      row.id,
      JSON.stringify(change),
      JSON.stringify(steps),
      ledger === undefined ? null : formatId("cxs", row.id),
      ledger?.outcome ?? null,
      ledger?.by ?? null,
      new Date(now).toISOString(),
      topic ?? null,
    ],
  });
  const { is_awaited: isAwaited, ...written } = rows[0] as SessionRow & { is_awaited: boolean };
  if (isAwaited && topic !== undefined) await tellOf(db, topic, written, now);
  return written;
}

/** Puts a session's end into the outbox, in the same commit; the session remembers the message. */
async function tellOf(db: Queryable, topic: NonNullable<Writing["topic"]>, row: SessionRow, now: number): Promise<void> {
  await db.query(
    `update cancel_sessions set result_message_id = m.id from (select tell_webhooks($1,$3,$4,$5,$6) as id) m
     where workspace_id = $1 and cancel_sessions.id = $2 and m.id is not null`,
    [row.workspace_id, row.id, row.environment, topic, JSON.stringify(toSummary(row)), new Date(now).toISOString()],
  );
}
