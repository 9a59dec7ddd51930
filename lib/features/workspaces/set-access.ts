import type { Access, WorkspaceContext } from "#lib/core/context.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";

/** Sets the workspace's access state; in force on every process within five seconds. */
export async function setWorkspaceAccess({ ctx, input }: { ctx: WorkspaceContext; input: { access: Access } }): Promise<void> {
  await withWorkspace(ctx.workspace.id, async (db) => {
    await db.workspace.update({ where: { id: ctx.workspace.id }, data: { access: input.access, updatedAt: new Date(ctx.clock.now()) } });
    await recordAudit(db, ctx, ctx.workspace.id, {
      action: "workspace.access_set",
      target: ctx.workspace.slug,
      detail: { from: ctx.workspace.access, to: input.access },
    });
  });
}
