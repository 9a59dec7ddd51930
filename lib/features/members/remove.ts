import { actorId, type WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { keepAnOwner, lockMembers } from "./internal/lock-members.ts";
import { revokeInvitationsOf } from "./internal/revoke-invitations-of.ts";
import { mayManage } from "./model/member.ts";

/**
 * Removes a member; their next request no longer opens the workspace, and invitations they made end. The account stays.
 * @param input.userId `usr_…`
 * @throws DomainError forbidden; not_found for somebody who is no member; conflict for oneself and for the last owner
 */
export async function removeMember({ ctx, input }: { ctx: WorkspaceContext; input: { userId: string } }): Promise<void> {
  authorize(ctx, "members.manage");
  const workspaceId = ctx.workspace.id;
  await withWorkspace(workspaceId, async (db) => {
    const members = await lockMembers(db, ctx);
    const target = members.member(input.userId);
    if (target.id === actorId(ctx.actor)) throw new DomainError("conflict", "To go yourself, leave the workspace.");
    if (!mayManage(members.actorRole, target.role)) throw new DomainError("forbidden", "Only an owner can remove an owner.");
    keepAnOwner(members, target);
    await db.membership.delete({ where: { workspaceId_userId: { workspaceId, userId: target.id } } });
    await revokeInvitationsOf(db, ctx, target.id);
    await recordAudit(db, ctx, workspaceId, { action: "member.removed", target: input.userId, detail: { role: target.role } });
  });
}
