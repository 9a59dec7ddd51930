import type { Plan, WorkspaceContext } from "#lib/core/context.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";

/** Sets the workspace's plan; in force on every process within five seconds. */
export async function setWorkspacePlan({ ctx, input }: { ctx: WorkspaceContext; input: { plan: Plan } }): Promise<void> {
  await withWorkspace(ctx.workspace.id, async (db) => {
    await db.workspace.update({ where: { id: ctx.workspace.id }, data: { plan: input.plan, updatedAt: new Date(ctx.clock.now()) } });
    await recordAudit(db, ctx, ctx.workspace.id, {
      action: "workspace.plan_set",
      target: ctx.workspace.slug,
      detail: { from: ctx.workspace.plan, to: input.plan },
    });
  });
}
