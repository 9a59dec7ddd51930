import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";
import { conditionsOf } from "./internal/conditions.ts";
import { pageOf } from "./internal/page.ts";
import { type ExploredPage, TOTAL_CAP } from "./model/explored-page.ts";
import { type CancellationFilters, cancellationFiltersSchema } from "./model/filters.ts";

interface Input {
  filters: CancellationFilters;
  /** 1 to 200. */
  limit: number;
  cursor?: string;
}

/**
 * A page of the events that fit the explorer's filters, latest occurrence first, and how many there are.
 * @throws DomainError forbidden; validation_failed for bad filters and for a cursor that is not ours.
 */
export async function exploreCancellations({ ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<ExploredPage> {
  authorize(ctx, "workspace.read");
  const conditions = conditionsOf(ctx, validated(cancellationFiltersSchema, input.filters));
  const page = pageOf(conditions, { limit: Math.min(Math.max(1, input.limit), 200), cursor: input.cursor });
  return queryAsWorkspace(ctx.workspace.id, async (db) => {
    const { data, nextCursor } = await page(db);
    const { rows } = await db.query<{ count: number }>(
      `select count(*)::int as count from (select 1 from cancellations where ${conditions.where.join(" and ")} limit ${TOTAL_CAP + 1}) found`,
      [...conditions.values],
    );
    const count = rows[0]?.count ?? 0;
    return { data, nextCursor, total: { count: Math.min(count, TOTAL_CAP), capped: count > TOTAL_CAP } };
  });
}
