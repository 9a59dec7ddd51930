import { formatId } from "#lib/core/ids.ts";
import { type Queryable, queryAsWorkspace } from "#lib/platform/db.ts";
import type { StepType } from "../model/session.ts";
import type { SessionKey } from "./link-token.ts";
import type { SessionRow, Statutory } from "./row.ts";

/** Columns that steps change. */
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

interface Step {
  type: StepType;
  data?: Record<string, string | number | boolean | null>;
}

/** One step of a session at a time: `work` sees the row as it is, and nobody else changes it until the commit. */
export function changeSession<T>(key: SessionKey, work: (db: Queryable, row: SessionRow) => Promise<T>): Promise<T> {
  return queryAsWorkspace(key.workspaceId, async (db) => {
    const { rows } = await db.query<SessionRow>("select * from cancel_sessions where workspace_id = $1 and id = $2 for no key update", [
      key.workspaceId,
      key.id,
    ]);
    if (rows[0] === undefined) throw new Error("a session that was found is gone");
    return work(db, rows[0]);
  });
}

/** Writes columns and steps; the answer is the row as it is then. Times are ms since 1970. */
export async function writeSession(db: Queryable, row: SessionRow, change: SessionChange, steps: readonly Step[], now: number): Promise<SessionRow> {
  const names = Object.keys(change) as (keyof SessionChange)[];
  const columns = names.map((name, i) => `${name} = $${i + 4}`);
  const { rows } = await db.query<SessionRow>(
    `update cancel_sessions set ${["last_step = $3", ...columns].join(", ")} where workspace_id = $1 and id = $2 returning *`,
    [row.workspace_id, row.id, row.last_step + steps.length, ...names.map((name) => change[name])],
  );
  if (steps.length > 0) {
    await db.query(
      `insert into cancel_session_steps (workspace_id, session_id, seq, at, type, data)
       select $1, $2, $3 + s.position, $4, s.type, s.data from unnest($5::text[], $6::jsonb[]) with ordinality as s (type, data, position)`,
      [
        row.workspace_id,
        row.id,
        row.last_step,
        new Date(now).toISOString(),
        steps.map(({ type }) => type),
        steps.map(({ data }) => JSON.stringify(data ?? {})),
      ],
    );
  }
  return rows[0] as SessionRow;
}

/** The ledger's row follows the session in the same commit: reason and offer as they are now and, with an outcome, that as the newest. */
export async function writeLedger(
  db: Queryable,
  row: SessionRow,
  outcome: "churned" | "recovered" | "abandoned" | null,
  by: "customer" | "system",
  now: number,
): Promise<void> {
  await db.query("select record_hosted_step($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11)", [
    row.workspace_id,
    row.environment,
    formatId("cxs", row.id),
    row.reason_key,
    row.reason_text,
    row.offer_type,
    row.offer_accepted,
    row.offer_label,
    outcome,
    by,
    new Date(now).toISOString(),
  ]);
}
