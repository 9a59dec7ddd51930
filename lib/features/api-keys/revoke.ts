import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { findApiKeyIn } from "./internal/find.ts";
import type { RevokeApiKeyInput } from "./model/api-key-input.ts";

/**
 * Revokes a key, on every process within five seconds (the life of a cached key check). Revoking twice changes nothing.
 * @param input.id `key_…`
 * @throws DomainError forbidden; not_found for a key that is not the workspace's.
 */
export async function revokeApiKey({ ctx, input }: { ctx: WorkspaceContext; input: RevokeApiKeyInput }): Promise<void> {
  authorize(ctx, "api_keys.manage");
  const workspaceId = ctx.workspace.id;
  await withWorkspace(workspaceId, async (db) => {
    const key = await findApiKeyIn(db, ctx, input.id);
    // The condition, not the look before, lets two calls at once write one entry.
    const { count } = await db.apiKey.updateMany({ where: { workspaceId, id: key.id, revokedAt: null }, data: { revokedAt: new Date(ctx.clock.now()) } });
    if (count === 1) await recordAudit(db, ctx, workspaceId, { action: "api_key.revoked", target: input.id, detail: { name: key.name } });
  });
}
