import type { WorkspaceContext } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";

/** Makes a user the owner of a workspace that is made in this transaction. @param input.userId UUID */
export async function recordOwnerIn(db: Transaction, { ctx, input }: { ctx: WorkspaceContext; input: { userId: string } }): Promise<void> {
  const workspaceId = ctx.workspace.id;
  const { userId } = input;
  await db.membership.create({ data: { workspaceId, userId, role: "owner", createdAt: new Date(ctx.clock.now()) } });
  await db.user.updateMany({ where: { id: userId }, data: { lastWorkspaceId: workspaceId } });
  await recordAudit(db, ctx, workspaceId, { action: "member.joined", target: formatId("usr", userId), detail: { role: "owner" } });
}
