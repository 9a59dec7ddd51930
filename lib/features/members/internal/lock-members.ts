import type { MemberRole, WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { parseId } from "#lib/core/ids.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { lockWorkspaceIn } from "../../workspaces/lock.ts";

/** The roles of a workspace's members, still until the transaction ends. */
export interface LockedMembers {
  /** The actor's role now; it may be less than when the request began. */
  actorRole: MemberRole;
  owners: number;
  /** @param userId `usr_…` @throws DomainError not_found */
  member(userId: string): { id: string; role: MemberRole };
}

/**
 * Lets one change of members happen at a time, so that two owners cannot remove each other. Operators act as an owner does.
 * @throws DomainError forbidden when the actor is no member any more
 */
export async function lockMembers(db: Transaction, ctx: WorkspaceContext): Promise<LockedMembers> {
  const workspaceId = ctx.workspace.id;
  await lockWorkspaceIn(db, { ctx });
  const rows = await db.membership.findMany({ where: { workspaceId } });
  const roleOf = (id: string) => rows.find(({ userId }) => userId === id)?.role as MemberRole | undefined;
  const actorRole = ctx.actor.type === "system" ? "owner" : roleOf(ctx.actor.id);
  if (actorRole === undefined) throw new DomainError("forbidden", "You are no member of this workspace any more.");
  return {
    actorRole,
    owners: rows.filter(({ role }) => role === "owner").length,
    member(userId) {
      const id = parseId("usr", userId);
      const role = id === null ? undefined : roleOf(id);
      if (id === null || role === undefined) throw new DomainError("not_found", "That is no member of this workspace.");
      return { id, role };
    },
  };
}

/** @throws DomainError conflict when `owners` says that there would be none left */
export function keepAnOwner({ owners }: LockedMembers, target: { role: MemberRole }): void {
  if (target.role === "owner" && owners === 1) throw new DomainError("conflict", "A workspace needs an owner. Transfer the ownership first.");
}
