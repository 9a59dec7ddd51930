import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { takeToken } from "../rate-limits/token-bucket.ts";
import { findEndpoint } from "./internal/endpoint-row.ts";
import { TEST_EVENT } from "./model/event.ts";

/**
 * Sends a `webhook.test` message to one endpoint, by the way that all messages go. @returns the message's id (`msg_…`)
 * @throws DomainError forbidden, demo_workspace, not_found; conflict when the endpoint is disabled; rate_limited after a few within minutes.
 */
export async function sendTestEvent({ ctx, input }: { ctx: WorkspaceContext; input: { id: string } }): Promise<{ messageId: string }> {
  authorize(ctx, "webhooks.manage");
  const workspaceId = ctx.workspace.id;
  const now = new Date(ctx.clock.now());
  const messageId = uuidv7(now.getTime());
  return withWorkspace(workspaceId, async (db) => {
    const endpoint = await findEndpoint(db, workspaceId, input.id);
    if (!endpoint.enabled) throw new DomainError("conflict", "The endpoint is disabled. Enable it first.");
    const { allowed, retryAfter } = takeToken("webhook_tests", endpoint.id);
    if (!allowed)
      throw new DomainError("rate_limited", `This endpoint got several test messages just now. Try again in ${retryAfter} seconds.`, { retryAfter });
    const { environment } = endpoint;
    await db.outboxMessage.create({ data: { workspaceId, id: messageId, environment, topic: TEST_EVENT, payload: {}, createdAt: now, processedAt: now } });
    await db.webhookDelivery.create({ data: { workspaceId, messageId, endpointId: endpoint.id, nextAttemptAt: now, createdAt: now } });
    await recordAudit(db, ctx, workspaceId, { action: "webhook_endpoint.tested", target: input.id });
    return { messageId: formatId("msg", messageId) };
  });
}
