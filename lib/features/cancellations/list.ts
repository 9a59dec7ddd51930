import type { WorkspaceContext } from "#lib/core/context.ts";
import type { Page } from "#lib/core/pagination.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";
import { pageOf } from "./internal/page.ts";
import type { Cancellation, ListInput } from "./model/cancellation.ts";

/**
 * A page of the workspace's events, latest occurrence first, with the filters of the public API.
 * @throws DomainError validation_failed for a cursor that is not ours.
 */
export function listCancellations({ ctx, input }: { ctx: WorkspaceContext; input: ListInput }): Promise<Page<Cancellation>> {
  const values: unknown[] = [ctx.workspace.id, input.environment];
  const value = (given: unknown) => `$${values.push(given)}`;
  const where = ["workspace_id = $1", "environment = $2"];
  if (input.outcome !== undefined) where.push(`outcome = ${value(input.outcome)}`);
  if (input.reasonKey !== undefined) {
    const key = value(input.reasonKey);
    where.push(`reason_key in (select key from reasons where workspace_id = $1 and (key = ${key} or merged_into = ${key}))`);
  }
  if (input.plan !== undefined) where.push(`plan = ${value(input.plan)}`);
  if (input.source !== undefined) where.push(`source = ${value(input.source)}`);
  if (input.from !== undefined) where.push(`occurred_at >= ${value(new Date(input.from))}`);
  if (input.to !== undefined) where.push(`occurred_at < ${value(new Date(input.to))}`);
  return queryAsWorkspace(ctx.workspace.id, pageOf({ where, values }, input));
}
