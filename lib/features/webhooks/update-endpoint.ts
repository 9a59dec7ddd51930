import type { WorkspaceContext } from "#lib/core/context.ts";
import { invalidField } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { checkWebhookUrl } from "#lib/platform/webhook-client.ts";
import { recordAudit } from "../audit/record.ts";
import { findEndpoint, toEndpoint } from "./internal/endpoint-row.ts";
import { giveUpWaiting } from "./internal/give-up.ts";
import { makeWebhookSecret } from "./internal/secret.ts";
import type { UpdateEndpointInput, WebhookEndpoint } from "./model/endpoint.ts";
import { shownUrl } from "./model/shown-url.ts";

interface Updated {
  endpoint: WebhookEndpoint;
  /** The new one, seen this one time; null when none was asked for. */
  secret: string | null;
}

/**
 * Changes where an endpoint is, what it is told, whether it is, or its secret. Retries go to the new URL, signed with the new
 * secret; without `newSecret` an endpoint keeps its secret wherever it goes. Disabling gives up what waits for it;
 * enabling begins anew.
 * @throws DomainError forbidden, demo_workspace, not_found; validation_failed for a URL that webhooks may not go to.
 */
export async function updateEndpoint({ ctx, input }: { ctx: WorkspaceContext; input: UpdateEndpointInput }): Promise<Updated> {
  authorize(ctx, "webhooks.manage");
  const url = input.url === undefined ? undefined : checkWebhookUrl(input.url).href;
  if (input.events?.length === 0) throw invalidField("events", "required", "must name at least one event");
  const workspaceId = ctx.workspace.id;
  const now = new Date(ctx.clock.now());
  return withWorkspace(workspaceId, async (db) => {
    const before = await findEndpoint(db, workspaceId, input.id);
    const switched = input.enabled !== undefined && input.enabled !== before.enabled;
    const health = { failingSince: null, lastFailedAt: null };
    const made = input.newSecret === true ? makeWebhookSecret(workspaceId, before.id) : null;
    const row = await db.webhookEndpoint.update({
      where: { workspaceId_id: { workspaceId, id: before.id } },
      data: {
        url,
        events: input.events,
        updatedAt: now,
        ...(made === null ? {} : { secretCiphertext: made.sealed.ciphertext, encryptionKeyId: made.sealed.encryptionKeyId }),
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
      detail: { url: shownUrl(row.url), events: row.events.join(" "), ...(made === null ? {} : { newSecret: true }), ...(givenUp > 0 ? { givenUp } : {}) },
    });
    return { endpoint: toEndpoint(row), secret: made?.secret ?? null };
  });
}
