import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { parseId } from "#lib/core/ids.ts";
import type { Transaction } from "#lib/platform/prisma.ts";

/** An invitation that was neither accepted nor revoked. @param publicId `inv_…` @throws DomainError not_found */
export async function openInvitation(db: Transaction, ctx: WorkspaceContext, publicId: string) {
  const id = parseId("inv", publicId);
  const row = id === null ? null : await db.invitation.findFirst({ where: { workspaceId: ctx.workspace.id, id, acceptedAt: null, revokedAt: null } });
  if (row === null) throw new DomainError("not_found", "There is no such open invitation; it may have been accepted or revoked meanwhile.");
  return row;
}
