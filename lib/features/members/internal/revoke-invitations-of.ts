import type { WorkspaceContext } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { recordAudit } from "../../audit/record.ts";

/**
 * Revokes the open invitations that a user made: whoever may no longer invite must not come back, or leave friends behind,
 * through a link that was sent before. In the transaction that takes the role. @param userId UUID
 */
export async function revokeInvitationsOf(db: Transaction, ctx: WorkspaceContext, userId: string): Promise<void> {
  const workspaceId = ctx.workspace.id;
  const open = await db.invitation.findMany({ where: { workspaceId, invitedBy: userId, acceptedAt: null, revokedAt: null } });
  for (const { id, email } of open) {
    const { count } = await db.invitation.updateMany({ where: { workspaceId, id, acceptedAt: null }, data: { revokedAt: new Date(ctx.clock.now()) } });
    if (count > 0) await recordAudit(db, ctx, workspaceId, { action: "invitation.revoked", target: formatId("inv", id), detail: { email } });
  }
}
