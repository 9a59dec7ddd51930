import type { Context } from "#lib/core/context.ts";
import { withInvitation } from "./internal/invitation-token.ts";
import type { InvitableRole, OpenInvitation } from "./model/invitation.ts";

/** What a link invites to, or null when it is accepted, revoked, too old or made up. @throws DomainError unavailable */
export function findInvitation({ ctx, input }: { ctx: Context; input: { token: string } }): Promise<OpenInvitation | null> {
  return withInvitation(input.token, ctx.clock.now(), async (db, { workspaceId, email, role }) => {
    const workspace = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    const user = await db.user.findUnique({ where: { email } });
    return { workspaceName: workspace.name, email, role: role as InvitableRole, hasAccount: user !== null && user.emailVerifiedAt !== null };
  });
}
