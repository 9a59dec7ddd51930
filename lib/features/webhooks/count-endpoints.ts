import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";

interface Counts {
  on: number;
  /** Disabled by themselves: they answered 410, or failed for days. */
  failed: number;
}

/** How many endpoints an environment has, by how they stand; those that a person switched off are in neither. @throws DomainError forbidden, demo_workspace, unavailable */
export async function countEndpoints({ ctx, input }: { ctx: WorkspaceContext; input: { environment: Environment } }): Promise<Counts> {
  authorize(ctx, "webhooks.read");
  const { rows } = await queryAsWorkspace(ctx.workspace.id, (db) =>
    db.query<Counts>(
      `select count(*) filter (where enabled)::int as on, count(*) filter (where disabled_reason in ('gone', 'failing'))::int as failed
       from webhook_endpoints where workspace_id = $1 and environment = $2`,
      [ctx.workspace.id, input.environment],
    ),
  );
  return rows[0] as Counts;
}
