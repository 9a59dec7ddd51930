import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";

/**
 * Enables or disables a reason. Events that carry it stay as they are.
 * @throws DomainError not_found when the workspace has no such reason.
 */
export async function setReasonEnabled({ ctx, input }: { ctx: WorkspaceContext; input: { key: string; enabled: boolean } }): Promise<void> {
  const workspaceId = ctx.workspace.id;
  await withWorkspace(workspaceId, async (db) => {
    const { count } = await db.reason.updateMany({
      where: { workspaceId, key: input.key },
      data: { enabled: input.enabled, updatedAt: new Date(ctx.clock.now()) },
    });
    if (count === 0) throw new DomainError("not_found", `The workspace has no reason "${input.key}".`);
    await recordAudit(db, ctx, workspaceId, { action: input.enabled ? "reason.enabled" : "reason.disabled", target: input.key });
  });
}
