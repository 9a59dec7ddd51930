import type { Context } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { env } from "#lib/platform/env.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../../audit/record.ts";
import { queueMail } from "../../mails/queue.ts";
import { ownersIn } from "../../members/owners.ts";
import { shownUrl } from "../model/shown-url.ts";
import { giveUpWaiting } from "./give-up.ts";

interface Input {
  workspaceId: string;
  /** UUID. */
  endpointId: string;
  reason: "gone" | "failing";
}

/** Disables an endpoint that does not take what it is sent, and tells the workspace's owners. Twice is as good as once. @throws DomainError unavailable */
export async function disableEndpoint({ ctx, input: { workspaceId, endpointId, reason } }: { ctx: Context; input: Input }): Promise<void> {
  const now = new Date(ctx.clock.now());
  await withWorkspace(workspaceId, async (db) => {
    const { count } = await db.webhookEndpoint.updateMany({
      where: { workspaceId, id: endpointId, enabled: true },
      data: { enabled: false, disabledAt: now, disabledReason: reason, updatedAt: now },
    });
    if (count === 0) return;
    const givenUp = await giveUpWaiting(db, { workspaceId, endpointId, now });
    const id = formatId("whe", endpointId);
    const endpoint = await db.webhookEndpoint.findUniqueOrThrow({ where: { workspaceId_id: { workspaceId, id: endpointId } } });
    const workspace = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    await recordAudit(db, ctx, workspaceId, { action: "webhook_endpoint.disabled", target: id, detail: { reason, url: shownUrl(endpoint.url), givenUp } });
    for (const user of await ownersIn(db, { workspaceId })) {
      await queueMail(db, {
        ctx,
        input: {
          key: `webhook_endpoint_disabled:${id}:${now.getTime()}:${user.id}`,
          to: user.email,
          mail: {
            template: "webhook_endpoint_disabled",
            workspaceName: workspace.name,
            endpointUrl: shownUrl(endpoint.url),
            url: `${env().APP_URL}/dashboard/${workspace.slug}/settings/webhooks`,
          },
        },
      });
    }
  });
}
