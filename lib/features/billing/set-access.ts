import type { Access, WorkspaceContext } from "#lib/core/context.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { giveUpTrialIn } from "./give-up-trial.ts";

/**
 * Sets the workspace's access state for good: no trial ends it any more. Where there is a subscription, or was one, what Stripe
 * says counts again with the next look at it. In force on every process within five seconds.
 */
export async function setWorkspaceAccess({ ctx, input }: { ctx: WorkspaceContext; input: { access: Access } }): Promise<void> {
  await withWorkspace(ctx.workspace.id, async (db) => {
    await giveUpTrialIn(db, { ctx });
    const data = { access: input.access, accessUntil: null, updatedAt: new Date(ctx.clock.now()) };
    await db.workspace.update({ where: { id: ctx.workspace.id }, data });
    await recordAudit(db, ctx, ctx.workspace.id, {
      action: "workspace.access_set",
      target: ctx.workspace.slug,
      detail: { from: ctx.workspace.access, to: input.access },
    });
  });
}
