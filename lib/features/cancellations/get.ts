import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { formatId } from "#lib/core/ids.ts";
import { isoTime, type Queryable, queryAsWorkspace } from "#lib/platform/db.ts";
import { type CancellationRow, cancellationColumns, toCancellation } from "./internal/row.ts";
import type { Cancellation, CancellationWithHistory, OutcomeUpdate } from "./model/cancellation.ts";

interface Input {
  environment: Cancellation["environment"];
  eventId: string;
}

/** One event with its whole history. @throws DomainError not_found */
export function getCancellation({ ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<CancellationWithHistory> {
  return queryAsWorkspace(ctx.workspace.id, async (db) => {
    const { rows } = await db.query<CancellationRow>(
      `select ${cancellationColumns} from cancellations where workspace_id = $1 and environment = $2 and event_id = $3`,
      [ctx.workspace.id, input.environment, input.eventId],
    );
    const row = rows[0];
    if (row === undefined) throw new DomainError("not_found", `There is no such event in ${input.environment}.`);
    return { ...toCancellation(row), history: await historyOf(db, row) };
  });
}

async function historyOf(db: Queryable, row: CancellationRow): Promise<OutcomeUpdate[]> {
  const { rows } = await db.query<{
    seq: number;
    outcome: OutcomeUpdate["outcome"];
    effective_at: string;
    received_at: string;
    actor_type: OutcomeUpdate["actor"]["type"];
    actor_id: string | null;
    key_name: string | null;
    metadata: OutcomeUpdate["metadata"];
  }>(
    `select u.seq, u.outcome, u.effective_at, u.received_at, u.actor_type, u.actor_id, k.name as key_name, u.metadata
     from outcome_updates u
     left join api_keys k on k.workspace_id = u.workspace_id and k.id = u.actor_id
     where u.workspace_id = $1 and u.cancellation_id = $2 order by u.seq`,
    [row.workspace_id, row.id],
  );
  return rows.map((update) => ({
    outcome: update.outcome,
    effectiveAt: isoTime(update.effective_at),
    receivedAt: isoTime(update.received_at),
    actor: { type: update.actor_type, id: update.actor_id === null ? null : formatId("key", update.actor_id), name: update.key_name },
    metadata: update.metadata,
    current: update.seq === row.outcome_seq,
  }));
}
