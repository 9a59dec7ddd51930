import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { formatId } from "#lib/core/ids.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { recordAudit } from "../../audit/record.ts";

/**
 * Makes a user a member as an invitation says, and closes it. Somebody who became a member meanwhile keeps that role.
 * @returns the workspace's slug
 */
export async function joinIn(
  db: Transaction,
  ctx: Context,
  { invitation, userId }: { invitation: { workspaceId: string; id: string; email: string; role: string }; userId: string },
): Promise<string> {
  const { workspaceId, id, email, role } = invitation;
  const at = new Date(ctx.clock.now());
  await db.invitation.update({ where: { workspaceId_id: { workspaceId, id } }, data: { acceptedAt: at } });
  const { count } = await db.membership.createMany({ data: [{ workspaceId, userId, role, createdAt: at }], skipDuplicates: true });
  const actor = { ...ctx, actor: { type: "user", id: userId, name: email, role: null } } as const;
  if (count === 1)
    await recordAudit(db, actor, workspaceId, { action: "member.joined", target: formatId("usr", userId), detail: { role, invitation: formatId("inv", id) } });
  await db.user.updateMany({ where: { id: userId }, data: { lastWorkspaceId: workspaceId } });
  const { slug } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  return slug;
}

/** One answer for an invitation that is accepted, revoked, too old or made up. */
export function deadInvitation(): DomainError {
  return new DomainError("not_found", "This invitation has been used, was revoked, or is too old. Ask for a new one.");
}
