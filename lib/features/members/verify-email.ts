import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { verifyPassword } from "#lib/platform/crypto.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { burnToken, deadLink, userOfToken } from "./internal/account-token.ts";
import { markProvedIn } from "./internal/sign-up-policy.ts";
import type { SignedIn } from "./model/sign-in-session.ts";

/**
 * Confirms an e-mail address: who has the link reads the mail, who knows the password has signed up. Asking for both keeps
 * somebody who signed up with another's address from getting in by that person's click. A wrong password burns nothing.
 * @throws DomainError not_found for a dead link; unauthenticated for another password; forbidden where only the first may sign up
 */
export async function verifyEmail({ ctx, input }: { ctx: Context; input: { token: string; password: string } }): Promise<SignedIn> {
  const burn = { purpose: "verify_email", token: input.token, now: ctx.clock.now() } as const;
  const user = await withDirectory(async (db) => {
    const userId = await userOfToken(db, burn);
    return userId === null ? null : db.user.findUnique({ where: { id: userId } });
  });
  if (user === null) throw deadLink();
  const matches = user.passwordHash !== null && input.password.length <= 200 && (await verifyPassword(user.passwordHash, input.password));
  if (!matches) throw new DomainError("unauthenticated", "That is not the password which was chosen when signing up with this address.");
  await withDirectory(async (db) => {
    await burnToken(db, burn);
    // Somebody else who signs up with the address at this moment must not have their password confirmed instead.
    const rows = await db.$queryRaw<unknown[]>`select 1 from users where id = ${user.id}::uuid and password_hash = ${user.passwordHash} for update`;
    if (rows.length === 0) throw deadLink();
    await markProvedIn(db, user, burn.now);
  });
  return { userId: user.id, email: user.email };
}
