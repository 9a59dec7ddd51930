import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { burnToken } from "./internal/account-token.ts";
import { markProvedIn } from "./internal/sign-up-policy.ts";
import type { SignedIn } from "./model/sign-in-session.ts";

/**
 * Whom a mailed link signs in; it does so once. It also proves the address. A password that was chosen, and sessions that
 * began, before anybody had proved it need not be this reader's, so they go.
 * @throws DomainError not_found for a dead link; forbidden where only the first may sign up
 */
export function useMagicLink({ ctx, input }: { ctx: Context; input: { token: string } }): Promise<SignedIn> {
  const now = ctx.clock.now();
  return withDirectory(async (db) => {
    const userId = await burnToken(db, { purpose: "magic_link", token: input.token, now });
    const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
    if (user.emailProvedAt === null) {
      await db.user.update({ where: { id: userId }, data: { passwordHash: null, updatedAt: new Date(now) } });
      await db.signInSession.deleteMany({ where: { userId } });
    }
    await markProvedIn(db, user, now);
    return { userId, email: user.email };
  });
}
