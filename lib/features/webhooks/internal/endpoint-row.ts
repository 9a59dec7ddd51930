import { DomainError } from "#lib/core/errors.ts";
import { formatId, parseId } from "#lib/core/ids.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import type { WebhookEndpoint } from "../model/endpoint.ts";

type EndpointRow = NonNullable<Awaited<ReturnType<Transaction["webhookEndpoint"]["findUnique"]>>>;

/** An endpoint without its secret. */
export function toEndpoint(row: EndpointRow): WebhookEndpoint {
  return {
    id: formatId("whe", row.id),
    environment: row.environment as WebhookEndpoint["environment"],
    url: row.url,
    events: row.events as WebhookEndpoint["events"],
    enabled: row.enabled,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    disabledReason: row.disabledReason as WebhookEndpoint["disabledReason"],
    failingSince: row.failingSince?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** The workspace's endpoint of a `whe_…`. @throws DomainError not_found */
export async function findEndpoint(db: Transaction, workspaceId: string, id: string): Promise<EndpointRow> {
  const uuid = parseId("whe", id);
  const row = uuid === null ? null : await db.webhookEndpoint.findUnique({ where: { workspaceId_id: { workspaceId, id: uuid } } });
  if (row === null) throw new DomainError("not_found", "The workspace has no such webhook endpoint.");
  return row;
}
