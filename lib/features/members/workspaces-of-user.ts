import type { Context, MemberRole, Plan, WorkspaceRef } from "#lib/core/context.ts";
import { withUser } from "#lib/platform/prisma.ts";
import { accessAt } from "../workspaces/model/access-at.ts";

/** A workspace as its member sees it. */
export interface MemberWorkspace extends WorkspaceRef {
  name: string;
  role: MemberRole;
}

/** The workspaces a user belongs to, the longest membership first. @param input.userId UUID @throws DomainError unavailable */
export function workspacesOfUser({ ctx, input }: { ctx: Context; input: { userId: string } }): Promise<MemberWorkspace[]> {
  return withUser(input.userId, async (db) => {
    const memberships = await db.membership.findMany({ where: { userId: input.userId }, orderBy: [{ createdAt: "asc" }, { workspaceId: "asc" }] });
    const rows = await db.workspace.findMany({ where: { id: { in: memberships.map((membership) => membership.workspaceId) } } });
    const byId = new Map(rows.map((row) => [row.id, row]));
    return memberships.flatMap(({ workspaceId, role }) => {
      const row = byId.get(workspaceId);
      if (row === undefined) return [];
      const { id, slug, name, isDemo } = row;
      return [{ id, slug, name, isDemo, plan: row.plan as Plan, access: accessAt(row, ctx.clock.now()), role: role as MemberRole }];
    });
  });
}
