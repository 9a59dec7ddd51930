import type { MemberRole, WorkspaceContext } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import type { Member } from "./model/member.ts";

/** The workspace's members, the longest membership first. @throws DomainError forbidden, unavailable */
export async function listMembers({ ctx }: { ctx: WorkspaceContext }): Promise<Member[]> {
  authorize(ctx, "members.read");
  const workspaceId = ctx.workspace.id;
  return withWorkspace(workspaceId, async (db) => {
    const memberships = await db.membership.findMany({ where: { workspaceId }, orderBy: [{ createdAt: "asc" }, { userId: "asc" }] });
    const users = await db.user.findMany({ where: { id: { in: memberships.map(({ userId }) => userId) } }, select: { id: true, email: true, name: true } });
    const byId = new Map(users.map((user) => [user.id, user]));
    return memberships.flatMap(({ userId, role, createdAt }) => {
      const user = byId.get(userId);
      if (user === undefined) return [];
      return [{ userId: formatId("usr", userId), email: user.email, name: user.name, role: role as MemberRole, joinedAt: createdAt.toISOString() }];
    });
  });
}
