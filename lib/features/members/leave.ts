import type { WorkspaceContext } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { actingUser } from "./internal/acting-user.ts";
import { keepAnOwner, lockMembers } from "./internal/lock-members.ts";
import { revokeInvitationsOf } from "./internal/revoke-invitations-of.ts";

/** The signed-in user leaves the workspace. @throws DomainError forbidden; conflict for the last owner */
export async function leaveWorkspace({ ctx }: { ctx: WorkspaceContext }): Promise<void> {
  authorize(ctx, "members.leave");
  const userId = actingUser(ctx);
  const workspaceId = ctx.workspace.id;
  await withWorkspace(workspaceId, async (db) => {
    const members = await lockMembers(db, ctx);
    const role = members.actorRole;
    keepAnOwner(members, { role });
    await db.membership.delete({ where: { workspaceId_userId: { workspaceId, userId } } });
    await revokeInvitationsOf(db, ctx, userId);
    await recordAudit(db, ctx, workspaceId, { action: "member.left", target: formatId("usr", userId), detail: { role } });
  });
}
