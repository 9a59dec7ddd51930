import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { openInvitation } from "./internal/open-invitation.ts";

/** Revokes an open invitation; its link ends at once. @param input.id `inv_…` @throws DomainError forbidden, not_found */
export async function revokeInvitation({ ctx, input }: { ctx: WorkspaceContext; input: { id: string } }): Promise<void> {
  authorize(ctx, "members.manage");
  const workspaceId = ctx.workspace.id;
  await withWorkspace(workspaceId, async (db) => {
    const { id, email } = await openInvitation(db, ctx, input.id);
    // Accepted in this very moment, it stays accepted.
    const { count } = await db.invitation.updateMany({ where: { workspaceId, id, acceptedAt: null }, data: { revokedAt: new Date(ctx.clock.now()) } });
    if (count === 0) throw new DomainError("not_found", "The invitation was accepted meanwhile.");
    await recordAudit(db, ctx, workspaceId, { action: "invitation.revoked", target: input.id, detail: { email } });
  });
}
