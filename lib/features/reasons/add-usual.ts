import type { WorkspaceContext } from "#lib/core/context.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { usualReasons } from "./model/reason.ts";

/** Gives a new workspace its first reasons, in a transaction that is already the workspace's. */
export async function addUsualReasonsIn(db: Transaction, { ctx }: { ctx: WorkspaceContext }): Promise<void> {
  const now = new Date(ctx.clock.now());
  await db.reason.createMany({
    data: usualReasons.map((reason, position) => ({ ...reason, workspaceId: ctx.workspace.id, position, createdAt: now, updatedAt: now })),
  });
}
