import { DAY_MS } from "#lib/core/clock.ts";
import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";
import { UNSEEN } from "./internal/unseen.ts";
import { type CappedCount, COUNT_CAP } from "./model/session-list.ts";

const UNSEEN_DAYS = 30;

/**
 * How many sessions of the last 30 days have a result that no webhook endpoint took and nobody asked us to verify: the merchant may
 * not know of them. (Whoever checks tokens with the Signing Secret leaves no trace here.)
 * @throws DomainError forbidden
 */
export async function countUnseenResults({ ctx, input }: { ctx: WorkspaceContext; input: { environment: Environment } }): Promise<CappedCount> {
  authorize(ctx, "workspace.read");
  return queryAsWorkspace(ctx.workspace.id, async (db) => {
    const { rows } = await db.query<{ count: number }>(
      `select count(*)::int as count from (
         select 1 from cancel_sessions where workspace_id = $1 and environment = $2 and ${UNSEEN} and completed_at >= $3 limit ${COUNT_CAP + 1}) found`,
      [ctx.workspace.id, input.environment, new Date(ctx.clock.now() - UNSEEN_DAYS * DAY_MS).toISOString()],
    );
    const count = rows[0]?.count ?? 0;
    return { count: Math.min(count, COUNT_CAP), capped: count > COUNT_CAP };
  });
}
