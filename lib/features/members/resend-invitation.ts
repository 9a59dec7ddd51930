import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { invitationHash, makeInvitationToken } from "./internal/invitation-token.ts";
import { openInvitation } from "./internal/open-invitation.ts";
import { sendInvitation } from "./internal/send-invitation.ts";
import { INVITATION_LIFE_MS, type InvitableRole, type SentInvitation } from "./model/invitation.ts";

/**
 * Sends an open invitation again, with a new link for another seven days; the old link ends.
 * @param input.id `inv_…`
 * @throws DomainError forbidden, not_found
 */
export async function resendInvitation({ ctx, input }: { ctx: WorkspaceContext; input: { id: string } }): Promise<SentInvitation> {
  authorize(ctx, "members.manage");
  const workspaceId = ctx.workspace.id;
  const now = ctx.clock.now();
  return withWorkspace(workspaceId, async (db) => {
    const { id, email, role } = await openInvitation(db, ctx, input.id);
    const token = makeInvitationToken(workspaceId);
    const link = { tokenHash: invitationHash(token), sentAt: new Date(now), expiresAt: new Date(now + INVITATION_LIFE_MS) };
    await db.invitation.update({ where: { workspaceId_id: { workspaceId, id } }, data: link });
    await recordAudit(db, ctx, workspaceId, { action: "invitation.resent", target: input.id, detail: { email } });
    return sendInvitation(db, ctx, { id, email, role: role as InvitableRole, token });
  });
}
