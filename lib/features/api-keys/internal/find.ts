import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { parseId } from "#lib/core/ids.ts";
import type { Transaction } from "#lib/platform/prisma.ts";

interface StoredApiKey {
  /** UUID. */
  id: string;
  name: string;
  environments: string;
  expiresAt: Date | null;
  revokedAt: Date | null;
}

/** @param id `key_…` @throws DomainError not_found for a key that is not the workspace's. */
export async function findApiKeyIn(db: Transaction, ctx: WorkspaceContext, id: string): Promise<StoredApiKey> {
  const uuid = parseId("key", id);
  const key = uuid === null ? null : await db.apiKey.findUnique({ where: { workspaceId_id: { workspaceId: ctx.workspace.id, id: uuid } } });
  if (key === null) throw new DomainError("not_found", `The workspace has no API key "${id}".`);
  return key;
}
