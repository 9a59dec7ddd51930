import type { Context } from "#lib/core/context.ts";
import { hashPassword } from "#lib/platform/crypto.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { mailPasswordChanged } from "./internal/account-mails.ts";
import { burnToken, burnTokensOfUser, deadLink, userOfToken } from "./internal/account-token.ts";
import { checkNewPassword } from "./internal/credentials.ts";
import { markProvedIn } from "./internal/sign-up-policy.ts";
import type { SignedIn } from "./model/sign-in-session.ts";

/**
 * Sets a new password by a mailed link. Ends every sign-in session and every other link of the user, and confirms the address,
 * since the link proved it; the user is told by mail.
 * @throws DomainError not_found for a dead link; validation_failed for a bad password, which burns nothing
 */
export async function resetPassword({ ctx, input }: { ctx: Context; input: { token: string; password: string } }): Promise<SignedIn> {
  const burn = { purpose: "reset_password", token: input.token, now: ctx.clock.now() } as const;
  const owner = await withDirectory(async (db) => {
    const userId = await userOfToken(db, burn);
    return userId === null ? null : db.user.findUnique({ where: { id: userId } });
  });
  if (owner === null) throw deadLink();
  checkNewPassword(input.password, owner);
  const passwordHash = await hashPassword(input.password);
  return withDirectory(async (db) => {
    const userId = await burnToken(db, burn);
    const user = await db.user.update({ where: { id: userId }, data: { passwordHash, updatedAt: new Date(burn.now) } });
    await markProvedIn(db, user, burn.now);
    await burnTokensOfUser(db, { userId, now: burn.now });
    await db.signInSession.deleteMany({ where: { userId } });
    await mailPasswordChanged(db, ctx, user);
    return { userId, email: user.email };
  });
}
