import type { WorkspaceContext } from "#lib/core/context.ts";
import { invalidField } from "#lib/core/errors.ts";
import { formatId, parseId } from "#lib/core/ids.ts";
import type { Page } from "#lib/core/pagination.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { findEndpoint } from "./internal/endpoint-row.ts";
import type { ListDeliveriesInput, WebhookDelivery } from "./model/delivery.ts";
import type { MessageType } from "./model/event.ts";

/**
 * A page of what was or is to be delivered to an endpoint, newest message first; messages stay for 30 days.
 * @throws DomainError forbidden, demo_workspace, not_found; validation_failed for a cursor that is not ours.
 */
export async function listDeliveries({ ctx, input }: { ctx: WorkspaceContext; input: ListDeliveriesInput }): Promise<Page<WebhookDelivery>> {
  authorize(ctx, "webhooks.read");
  const workspaceId = ctx.workspace.id;
  const limit = input.limit ?? 50;
  // A message's id sorts by time, so it is a cursor as it is.
  const before = input.cursor === undefined ? undefined : parseId("msg", input.cursor);
  if (before === null) throw invalidField("cursor", "format", "is not a nextCursor of this list");
  return withWorkspace(workspaceId, async (db) => {
    const endpoint = await findEndpoint(db, workspaceId, input.endpointId);
    const rows = await db.webhookDelivery.findMany({
      where: { workspaceId, endpointId: endpoint.id, state: input.state, messageId: before === undefined ? undefined : { lt: before } },
      orderBy: { messageId: "desc" },
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    const messages = await db.outboxMessage.findMany({
      where: { workspaceId, id: { in: page.map((row) => row.messageId) } },
      select: { id: true, topic: true },
    });
    const types = new Map(messages.map(({ id, topic }) => [id, topic as MessageType]));
    const last = page.at(-1);
    return {
      data: page.map((row) => ({
        messageId: formatId("msg", row.messageId),
        type: types.get(row.messageId) as MessageType,
        state: row.state as WebhookDelivery["state"],
        attempts: row.attempts,
        nextAttemptAt: row.nextAttemptAt?.toISOString() ?? null,
        createdAt: row.createdAt.toISOString(),
        finishedAt: row.finishedAt?.toISOString() ?? null,
      })),
      nextCursor: rows.length > limit && last !== undefined ? formatId("msg", last.messageId) : null,
    };
  });
}
