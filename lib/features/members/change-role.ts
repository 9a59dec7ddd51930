import type { MemberRole, WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize, isAtLeast, permissions } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { keepAnOwner, lockMembers } from "./internal/lock-members.ts";
import { revokeInvitationsOf } from "./internal/revoke-invitations-of.ts";
import { mayManage } from "./model/member.ts";

interface Input {
  /** `usr_…` */
  userId: string;
  role: MemberRole;
}

/**
 * Gives a member another role, in force with their next request. Admins move roles below the owner; owners all.
 * @throws DomainError forbidden; not_found for somebody who is no member; conflict when no owner would be left
 */
export async function changeMemberRole({ ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<void> {
  authorize(ctx, "members.manage");
  const workspaceId = ctx.workspace.id;
  await withWorkspace(workspaceId, async (db) => {
    const members = await lockMembers(db, ctx);
    const target = members.member(input.userId);
    if (!mayManage(members.actorRole, target.role, input.role))
      throw new DomainError("forbidden", "Only an owner can change an owner’s role or make an owner.");
    if (target.role === input.role) return;
    keepAnOwner(members, target);
    await db.membership.update({ where: { workspaceId_userId: { workspaceId, userId: target.id } }, data: { role: input.role } });
    if (!isAtLeast(input.role, permissions["members.manage"])) await revokeInvitationsOf(db, ctx, target.id);
    await recordAudit(db, ctx, workspaceId, { action: "member.role_changed", target: input.userId, detail: { from: target.role, to: input.role } });
  });
}
