import type { WorkspaceContext } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import type { InvitableRole, ListedInvitation } from "./model/invitation.ts";

/** The workspace's open invitations, those whose link is too old included, the latest first. @throws DomainError forbidden, unavailable */
export async function listInvitations({ ctx }: { ctx: WorkspaceContext }): Promise<ListedInvitation[]> {
  authorize(ctx, "members.manage");
  const workspaceId = ctx.workspace.id;
  const rows = await withWorkspace(workspaceId, (db) =>
    db.invitation.findMany({ where: { workspaceId, acceptedAt: null, revokedAt: null }, orderBy: { id: "desc" } }),
  );
  return rows.map((row) => ({
    id: formatId("inv", row.id),
    email: row.email,
    role: row.role as InvitableRole,
    sentAt: row.sentAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    isExpired: row.expiresAt.getTime() <= ctx.clock.now(),
  }));
}
