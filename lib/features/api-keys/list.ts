import type { WorkspaceContext } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";

/** An API key without its secret. Times are ISO 8601. */
export interface ListedApiKey {
  /** `key_…` */
  id: string;
  name: string;
  environments: "any" | "sandbox";
  /** The key's last four characters, to recognise it by. */
  last4: string;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  /** To the minute. */
  lastUsedAt: string | null;
}

/** The workspace's API keys, oldest first, revoked and expired ones included. @throws DomainError unavailable */
export async function listApiKeys({ ctx }: { ctx: WorkspaceContext }): Promise<ListedApiKey[]> {
  const rows = await withWorkspace(ctx.workspace.id, (db) => db.apiKey.findMany({ where: { workspaceId: ctx.workspace.id }, orderBy: { id: "asc" } }));
  return rows.map((row) => ({
    id: formatId("key", row.id),
    name: row.name,
    environments: row.environments as ListedApiKey["environments"],
    last4: row.last4,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt?.toISOString() ?? null,
    revokedAt: row.revokedAt?.toISOString() ?? null,
    lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  }));
}
