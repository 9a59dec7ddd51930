import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { toEndpoint } from "./internal/endpoint-row.ts";
import type { WebhookEndpoint } from "./model/endpoint.ts";

/** The workspace's endpoints, oldest first, disabled ones included. @param input.environment default: both @throws DomainError forbidden, demo_workspace */
export async function listEndpoints({ ctx, input = {} }: { ctx: WorkspaceContext; input?: { environment?: Environment } }): Promise<WebhookEndpoint[]> {
  authorize(ctx, "webhooks.read");
  const workspaceId = ctx.workspace.id;
  const rows = await withWorkspace(workspaceId, (db) =>
    db.webhookEndpoint.findMany({ where: { workspaceId, environment: input.environment }, orderBy: { id: "asc" } }),
  );
  return rows.map(toEndpoint);
}
