import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";
import type { NextStepFacts } from "./model/next-steps.ts";

type Counted = Omit<NextStepFacts, "stalePending" | "webhookEndpoints" | "access" | "plan">;

interface Input {
  /** From the overview of prod, which has counted them already: `atRisk.bands`, "31+". */
  stalePending: number;
  webhookEndpoints: NextStepFacts["webhookEndpoints"];
}

/** What decides a workspace's next steps; a few look-ups by index. @throws DomainError forbidden, unavailable */
export async function nextStepFacts({ ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<NextStepFacts> {
  authorize(ctx, "workspace.read");
  const { rows } = await queryAsWorkspace(ctx.workspace.id, (db) =>
    db.query<Counted>(
      `select
         exists (select 1 from cancellations where workspace_id = $1 and environment = 'sandbox') as "hasSandboxEvent",
         exists (select 1 from cancellations where workspace_id = $1 and environment = 'prod') as "hasProdEvent",
         keys.*, reasons.*, (select count(*)::int from memberships where workspace_id = $1) as members
       from (
         select count(*) filter (where revoked_at is null and (expires_at is null or expires_at > $2))::int as "openApiKeys",
           count(last_used_at) > 0 as "apiKeyWasUsed"
         from api_keys where workspace_id = $1
       ) keys, (
         select count(*) filter (where enabled)::int as "enabledReasons", count(*) filter (where not enabled)::int as "disabledReasons"
         from reasons where workspace_id = $1 and merged_into is null
       ) reasons`,
      [ctx.workspace.id, new Date(ctx.clock.now())],
    ),
  );
  return { ...(rows[0] as Counted), ...input, access: ctx.workspace.access, plan: ctx.workspace.plan };
}
