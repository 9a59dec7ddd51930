import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { recordAudit } from "#lib/features/audit/record.ts";
import { reasonLabels } from "#lib/features/reasons/model/reason-words.ts";
import { type Queryable, snapshotAsWorkspace } from "#lib/platform/db.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { conditionsOf } from "./internal/conditions.ts";
import { inTurn } from "./internal/export-turns.ts";
import { exportPatience, withPatience } from "./internal/reader-patience.ts";
import { type PublicRow, publicColumns, toCancellation } from "./internal/row.ts";
import { exportHead, exportLine } from "./model/export-file.ts";
import { type CancellationFilters, cancellationFiltersSchema, printFilters } from "./model/filters.ts";

/** So many rows are in memory at a time, and so long at most does their making keep the process from others' requests. */
const ROWS_AT_ONCE = 200;

interface Input {
  filters: CancellationFilters;
  /** Where a visitor of the demo comes from. */
  network?: string | undefined;
}

/**
 * Writes the events that fit the explorer's filters as CSV, in its order, all as they were at one moment. Before the first
 * piece it is written down who took what.
 * @param write takes the next piece of the file; resolves when its reader has room for more, rejects when nobody reads any more.
 * @returns the number of events, once the last one was taken. When it throws, what was written is not the whole file.
 * @throws DomainError forbidden; validation_failed for bad filters; rate_limited while others of the workspace or the reader are under way;
 * unavailable when all places of the process are taken, the database is away, or the reader is too slow.
 */
export async function exportCancellations(
  { ctx, input }: { ctx: WorkspaceContext; input: Input },
  write: (piece: string) => Promise<void>,
  patience = exportPatience,
): Promise<number> {
  authorize(ctx, "cancellations.export");
  const filters = validated(cancellationFiltersSchema, input.filters);
  const { where, values } = conditionsOf(ctx, filters);
  const from = `from cancellations where ${where.join(" and ")}`;
  return inTurn(ctx, input.network, () =>
    snapshotAsWorkspace(ctx.workspace.id, async (db) => {
      const { rows: counted } = await db.query<{ count: string }>(`select count(*) ${from}`, [...values]);
      const { rows: reasons } = await db.query<ReasonRow>(REASONS, [ctx.workspace.id]);
      const labels = reasonLabels(reasons);
      const count = Number(counted[0]?.count);
      await writeDown(ctx, filters, count);
      await db.query(`declare exported no scroll cursor for select ${publicColumns} ${from} order by occurred_at desc, id desc`, [...values]);
      const taken = withPatience(write, patience);
      let piece = exportHead;
      for (let rows = await nextRows(db); rows.length > 0; rows = await nextRows(db)) {
        for (const row of rows) piece += exportLine(toCancellation(row), labels);
        await taken(piece);
        piece = "";
      }
      if (piece !== "") await taken(piece);
      return count;
    }),
  );
}

type ReasonRow = Parameters<typeof reasonLabels>[0][number];
const REASONS = `select key, label, merged_into as "mergedInto" from reasons where workspace_id = $1`;

async function nextRows(db: Queryable): Promise<PublicRow[]> {
  const { rows } = await db.query<PublicRow>(`fetch ${ROWS_AT_ONCE} from exported`);
  return rows;
}

/** The demo's visitors change nothing, its audit log neither. */
async function writeDown(ctx: WorkspaceContext, { environment, ...filters }: CancellationFilters, rows: number): Promise<void> {
  if (ctx.workspace.isDemo) return;
  const chosen = new URLSearchParams(printFilters({ ...filters, environment: "prod" })).toString();
  await withWorkspace(ctx.workspace.id, (db) =>
    recordAudit(db, ctx, ctx.workspace.id, { action: "cancellations.exported", target: environment, detail: { filters: chosen, rows } }),
  );
}
