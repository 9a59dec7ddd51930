import type { WorkspaceContext } from "#lib/core/context.ts";
import { parseId } from "#lib/core/ids.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { findEndpoint } from "./internal/endpoint-row.ts";
import type { ListAttemptsInput, WebhookAttempt } from "./model/delivery.ts";

/** Every try to deliver a message to an endpoint, oldest first. @throws DomainError forbidden, demo_workspace, not_found for the endpoint */
export async function listAttempts({ ctx, input }: { ctx: WorkspaceContext; input: ListAttemptsInput }): Promise<WebhookAttempt[]> {
  authorize(ctx, "webhooks.read");
  const workspaceId = ctx.workspace.id;
  const messageId = parseId("msg", input.messageId);
  const rows = await withWorkspace(workspaceId, async (db) => {
    const { id: endpointId } = await findEndpoint(db, workspaceId, input.endpointId);
    return messageId === null ? [] : db.webhookAttempt.findMany({ where: { workspaceId, messageId, endpointId }, orderBy: { number: "asc" } });
  });
  return rows.map(({ number, at, durationMs, status, error, answer }) => ({ number, at: at.toISOString(), durationMs, status, error, answer }));
}
