import { actorId, type WorkspaceContext } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { authorize } from "#lib/core/permissions.ts";
import { isUniqueViolation, withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { checkedEmail } from "./internal/credentials.ts";
import { invitationHash, makeInvitationToken } from "./internal/invitation-token.ts";
import { sendInvitation } from "./internal/send-invitation.ts";
import { INVITATION_LIFE_MS, type InvitableRole, invitableRoleSchema, type SentInvitation } from "./model/invitation.ts";

interface Input {
  email: string;
  role: InvitableRole;
}

/**
 * Invites somebody into the workspace by mail; the link works for seven days.
 * @throws DomainError forbidden; validation_failed for a bad address; conflict for a member, or while an invitation is open
 */
export async function inviteMember({ ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<SentInvitation> {
  authorize(ctx, "members.manage");
  const email = checkedEmail(input.email);
  const role = invitableRoleSchema.safeParse(input.role);
  if (!role.success) throw invalidField("role", "role", role.error.issues[0]?.message ?? "is not valid");
  const workspaceId = ctx.workspace.id;
  const now = ctx.clock.now();
  const at = new Date(now);
  const id = uuidv7(now);
  const token = makeInvitationToken(workspaceId);
  try {
    return await withWorkspace(workspaceId, async (db) => {
      const user = await db.user.findUnique({ where: { email } });
      const member = user === null ? null : await db.membership.findUnique({ where: { workspaceId_userId: { workspaceId, userId: user.id } } });
      if (member !== null) throw new DomainError("conflict", `${email} is a member already.`);
      // One whose link is too old makes room.
      await db.invitation.updateMany({ where: { workspaceId, email, acceptedAt: null, revokedAt: null, expiresAt: { lte: at } }, data: { revokedAt: at } });
      await db.invitation.create({
        data: {
          workspaceId,
          id,
          email,
          role: input.role,
          tokenHash: invitationHash(token),
          invitedBy: actorId(ctx.actor),
          createdAt: at,
          sentAt: at,
          expiresAt: new Date(now + INVITATION_LIFE_MS),
        },
      });
      await recordAudit(db, ctx, workspaceId, { action: "member.invited", target: formatId("inv", id), detail: { email, role: input.role } });
      return sendInvitation(db, ctx, { id, email, role: input.role, token });
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw new DomainError("conflict", `${email} is invited already. Send that invitation again, or revoke it.`);
    throw error;
  }
}
