import type { WorkspaceContext } from "#lib/core/context.ts";
import { invalidField } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { checkWebhookUrl } from "#lib/platform/webhook-client.ts";
import { recordAudit } from "../audit/record.ts";
import { findEndpoint, toEndpoint } from "./internal/endpoint-row.ts";
import { giveUpWaiting } from "./internal/give-up.ts";
import type { UpdateEndpointInput, WebhookEndpoint } from "./model/endpoint.ts";

/**
 * Changes where an endpoint is, what it is told, or whether it is. Retries go to the new URL. Disabling gives up what waits for it;
 * enabling begins anew.
 * @throws DomainError forbidden, demo_workspace, not_found; validation_failed for a URL that webhooks may not go to.
 */
export async function updateEndpoint({ ctx, input }: { ctx: WorkspaceContext; input: UpdateEndpointInput }): Promise<WebhookEndpoint> {
  authorize(ctx, "webhooks.manage");
  const url = input.url === undefined ? undefined : checkWebhookUrl(input.url).href;
  if (input.events?.length === 0) throw invalidField("events", "required", "must name at least one event");
  const workspaceId = ctx.workspace.id;
  const now = new Date(ctx.clock.now());
  return withWorkspace(workspaceId, async (db) => {
    const before = await findEndpoint(db, workspaceId, input.id);
    const switched = input.enabled !== undefined && input.enabled !== before.enabled;
    const health = { failingSince: null, lastFailedAt: null };
    const row = await db.webhookEndpoint.update({
      where: { workspaceId_id: { workspaceId, id: before.id } },
      data: {
        url,
        events: input.events,
        updatedAt: now,
        // At another address, or after a pause, what failed before says nothing.
        ...(url !== undefined && url !== before.url ? health : {}),
        ...(switched && input.enabled === true ? { enabled: true, disabledAt: null, disabledReason: null, ...health } : {}),
        ...(switched && input.enabled === false ? { enabled: false, disabledAt: now, disabledReason: "by_hand" } : {}),
      },
    });
    const givenUp = row.enabled ? 0 : await giveUpWaiting(db, { workspaceId, endpointId: row.id, now });
    await recordAudit(db, ctx, workspaceId, {
      action: switched ? (row.enabled ? "webhook_endpoint.enabled" : "webhook_endpoint.disabled") : "webhook_endpoint.updated",
      target: input.id,
      detail: { url: row.url, events: row.events.join(" "), ...(givenUp > 0 ? { givenUp } : {}) },
    });
    return toEndpoint(row);
  });
}
