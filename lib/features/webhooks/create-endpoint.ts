import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { checkWebhookUrl } from "#lib/platform/webhook-client.ts";
import { recordAudit } from "../audit/record.ts";
import { toEndpoint } from "./internal/endpoint-row.ts";
import { makeWebhookSecret } from "./internal/secret.ts";
import { type CreateEndpointInput, MAX_ENDPOINTS, type WebhookEndpoint } from "./model/endpoint.ts";
import { shownUrl } from "./model/shown-url.ts";

interface Created {
  endpoint: WebhookEndpoint;
  /** `whsec_…`: signs what is sent to it. Stored encrypted; this is the one time it is seen. */
  secret: string;
}

/**
 * Adds an endpoint; it is told what is committed from then on.
 * @throws DomainError forbidden, demo_workspace; validation_failed for a URL that webhooks may not go to; conflict when the
 *   environment has ten already.
 */
export async function createEndpoint({ ctx, input }: { ctx: WorkspaceContext; input: CreateEndpointInput }): Promise<Created> {
  authorize(ctx, "webhooks.manage");
  const url = checkWebhookUrl(input.url).href;
  if (input.events.length === 0) throw invalidField("events", "required", "must name at least one event");
  const workspaceId = ctx.workspace.id;
  const { environment } = input;
  const now = ctx.clock.now();
  const id = uuidv7(now);
  const { secret, sealed } = makeWebhookSecret(workspaceId, id);
  return withWorkspace(workspaceId, async (db) => {
    // Two at once must not both be the tenth.
    await db.$queryRaw`select 1 from workspaces where id = ${workspaceId}::uuid for no key update`;
    if ((await db.webhookEndpoint.count({ where: { workspaceId, environment } })) >= MAX_ENDPOINTS) {
      throw new DomainError("conflict", `There are ${MAX_ENDPOINTS} webhook endpoints in ${environment} already. Delete one first.`);
    }
    const row = await db.webhookEndpoint.create({
      data: {
        workspaceId,
        id,
        environment,
        url,
        events: input.events,
        secretCiphertext: sealed.ciphertext,
        encryptionKeyId: sealed.encryptionKeyId,
        createdAt: new Date(now),
        updatedAt: new Date(now),
      },
    });
    await recordAudit(db, ctx, workspaceId, {
      action: "webhook_endpoint.created",
      target: formatId("whe", id),
      detail: { environment, url: shownUrl(url), events: input.events.join(" ") },
    });
    return { endpoint: toEndpoint(row), secret };
  });
}
