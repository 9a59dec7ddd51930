import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { findApiKeyIn } from "./internal/find.ts";
import { type RenameApiKeyInput, renameApiKeyInput } from "./model/api-key-input.ts";

/** Gives a key another name; what it opens stays. @throws DomainError forbidden, not_found, validation_failed */
export async function renameApiKey({ ctx, input }: { ctx: WorkspaceContext; input: RenameApiKeyInput }): Promise<void> {
  authorize(ctx, "api_keys.manage");
  const { id, name } = validated(renameApiKeyInput, input);
  const workspaceId = ctx.workspace.id;
  await withWorkspace(workspaceId, async (db) => {
    const key = await findApiKeyIn(db, ctx, id);
    if (key.name === name) return;
    await db.apiKey.update({ where: { workspaceId_id: { workspaceId, id: key.id } }, data: { name } });
    await recordAudit(db, ctx, workspaceId, { action: "api_key.renamed", target: id, detail: { from: key.name, to: name } });
  });
}
