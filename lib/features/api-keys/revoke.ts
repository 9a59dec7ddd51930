import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { parseId } from "#lib/core/ids.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";

/**
 * Revokes a key, on every process within five seconds (the life of a cached key check). Revoking twice changes nothing.
 * @param input.id `key_…`
 * @throws DomainError not_found for a key that is not the workspace's.
 */
export async function revokeApiKey({ ctx, input }: { ctx: WorkspaceContext; input: { id: string } }): Promise<void> {
  const workspaceId = ctx.workspace.id;
  const id = parseId("key", input.id);
  await withWorkspace(workspaceId, async (db) => {
    const key = id === null ? null : await db.apiKey.findUnique({ where: { workspaceId_id: { workspaceId, id } } });
    if (key === null) throw new DomainError("not_found", `The workspace has no API key "${input.id}".`);
    if (key.revokedAt !== null) return;
    await db.apiKey.update({ where: { workspaceId_id: { workspaceId, id: key.id } }, data: { revokedAt: new Date(ctx.clock.now()) } });
    await recordAudit(db, ctx, workspaceId, { action: "api_key.revoked", target: input.id, detail: { name: key.name } });
  });
}
