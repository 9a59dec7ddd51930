import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { singleton } from "#lib/core/singleton.ts";
import { validated } from "#lib/core/validated.ts";
import { within } from "#lib/core/within.ts";
import { recordAudit } from "#lib/features/audit/record.ts";
import { reasonLabels } from "#lib/features/reasons/model/reason-words.ts";
import { type Queryable, snapshotAsWorkspace } from "#lib/platform/db.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { conditionsOf } from "./internal/conditions.ts";
import { type PublicRow, publicColumns, toCancellation } from "./internal/row.ts";
import { exportHead, exportLine } from "./model/export-file.ts";
import { type CancellationFilters, cancellationFiltersSchema, printFilters } from "./model/filters.ts";

/** So many rows are in memory at a time, and so long at most does their making keep the process from others' requests. */
const ROWS_AT_ONCE = 200;
/** One workspace must not take all of a process's connections for exports. */
const AT_ONCE_IN_WORKSPACE = 2;

/** How long a reader may take: the snapshot holds a connection, and keeps the database from clearing old rows away. */
export const exportPatience = { pieceMs: 30_000, wholeMs: 10 * 60_000 };

interface Input {
  filters: CancellationFilters;
}

/**
 * Writes the events that fit the explorer's filters as CSV, in its order, all as they were at one moment. Before the first
 * piece it is written down who took what.
 * @param write takes the next piece of the file; resolves when its reader has room for more, rejects when nobody reads any more.
 * @returns the number of events, once the last one was taken. When it throws, what was written is not the whole file.
 * @throws DomainError forbidden; validation_failed for bad filters; rate_limited; unavailable when the database is away, or the reader is too slow.
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
  return inTurn(ctx.workspace.id, () =>
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

/** Exports under way in this process, by workspace. */
const underWay = () => singleton("exports", () => new Map<string, number>());

async function inTurn<T>(workspaceId: string, work: () => Promise<T>): Promise<T> {
  const all = underWay();
  const before = all.get(workspaceId) ?? 0;
  if (before >= AT_ONCE_IN_WORKSPACE) {
    throw new DomainError("rate_limited", "Other exports of this workspace are under way. Wait until one of them is done, then try again.", { retryAfter: 10 });
  }
  all.set(workspaceId, before + 1);
  try {
    return await work();
  } finally {
    const left = (all.get(workspaceId) ?? 1) - 1;
    if (left === 0) all.delete(workspaceId);
    else all.set(workspaceId, left);
  }
}

/** A `write` that waits for its reader for so long and no longer. */
function withPatience(write: (piece: string) => Promise<void>, { pieceMs, wholeMs }: typeof exportPatience): (piece: string) => Promise<void> {
  const end = performance.now() + wholeMs;
  const tooLate = () =>
    new DomainError("unavailable", "The file was read too slowly. Choose fewer cancellations, such as those of a month.", { retryAfter: 1 });
  return (piece) => within(Math.max(0, Math.min(pieceMs, end - performance.now())), () => write(piece), tooLate);
}
