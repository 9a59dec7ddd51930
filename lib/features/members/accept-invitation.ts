import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { actingUser } from "./internal/acting-user.ts";
import { withInvitation } from "./internal/invitation-token.ts";
import { deadInvitation, joinIn } from "./internal/join.ts";

/**
 * The signed-in user, whose address must be the invited one, joins the workspace.
 * @returns the workspace's slug
 * @throws DomainError not_found for a dead invitation; forbidden for somebody else's; unauthenticated
 */
export async function acceptInvitation({ ctx, input }: { ctx: Context; input: { token: string } }): Promise<{ slug: string }> {
  const userId = actingUser(ctx);
  const slug = await withInvitation(input.token, ctx.clock.now(), async (db, invitation) => {
    const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
    if (user.email !== invitation.email)
      throw new DomainError(
        "forbidden",
        `The invitation is for ${invitation.email}; you are signed in as ${user.email}. Sign out, then follow the link again.`,
      );
    return joinIn(db, ctx, { invitation, userId });
  });
  if (slug === null) throw deadInvitation();
  return { slug };
}
