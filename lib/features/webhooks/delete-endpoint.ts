import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { findEndpoint } from "./internal/endpoint-row.ts";
import { giveUpWaiting } from "./internal/give-up.ts";
import { shownUrl } from "./model/shown-url.ts";

/** Deletes an endpoint with its secret; what waits for it is given up. @throws DomainError forbidden, demo_workspace, not_found */
export async function deleteEndpoint({ ctx, input }: { ctx: WorkspaceContext; input: { id: string } }): Promise<void> {
  authorize(ctx, "webhooks.manage");
  const workspaceId = ctx.workspace.id;
  await withWorkspace(workspaceId, async (db) => {
    const { id, url, environment } = await findEndpoint(db, workspaceId, input.id);
    await db.webhookEndpoint.deleteMany({ where: { workspaceId, id } });
    const givenUp = await giveUpWaiting(db, { workspaceId, endpointId: id, now: new Date(ctx.clock.now()) });
    await recordAudit(db, ctx, workspaceId, { action: "webhook_endpoint.deleted", target: input.id, detail: { environment, url: shownUrl(url), givenUp } });
  });
}
