import type { WorkspaceContext } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { apiKeyState, type ListedApiKey } from "./model/listed-api-key.ts";

/** The workspace's API keys, oldest first, revoked and expired ones included. @throws DomainError forbidden, unavailable */
export async function listApiKeys({ ctx }: { ctx: WorkspaceContext }): Promise<ListedApiKey[]> {
  authorize(ctx, "api_keys.read");
  const rows = await withWorkspace(ctx.workspace.id, (db) => db.apiKey.findMany({ where: { workspaceId: ctx.workspace.id }, orderBy: { id: "asc" } }));
  const now = ctx.clock.now();
  return rows.map((row) => ({
    id: formatId("key", row.id),
    name: row.name,
    environments: row.environments as ListedApiKey["environments"],
    last4: row.last4,
    state: apiKeyState(row, now),
    createdAt: row.createdAt.toISOString(),
    createdBy: row.createdBy,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
}
