import type { WorkspaceContext } from "#lib/core/context.ts";
import type { Transaction } from "#lib/platform/prisma.ts";

/** The trial decides nothing any more, in the caller's transaction: whoever runs the installation has. A subscription still does. */
export async function giveUpTrialIn(db: Transaction, { ctx }: { ctx: WorkspaceContext }): Promise<void> {
  await db.billingAccount.updateMany({
    where: { workspaceId: ctx.workspace.id, trialEndsAt: { not: null } },
    // Whoever is asking Stripe about it meanwhile looks again.
    data: { trialEndsAt: null, version: { increment: 1 }, updatedAt: new Date(ctx.clock.now()) },
  });
}
