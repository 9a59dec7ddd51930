import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { isPlainText } from "#lib/core/plain-text.ts";
import { singleton } from "#lib/core/singleton.ts";
import { hashPassword, randomToken, verifyPassword } from "#lib/platform/crypto.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import type { SignedIn } from "./model/sign-in-session.ts";

interface Input {
  email: string;
  password: string;
}

/** What an unknown e-mail's password is compared with, so that it takes as long as a wrong password. */
const decoy = () => singleton("members.decoy-hash", () => hashPassword(randomToken()));

/**
 * Checks e-mail and password. Neither the answer nor its duration tells whether the e-mail has an account.
 * Limiting how often somebody may try is the door's.
 * @throws DomainError unauthenticated when they do not belong together; forbidden when they do, but nobody has confirmed the
 * address yet; unavailable
 */
export async function signIn({ input }: { ctx: Context; input: Input }): Promise<SignedIn> {
  const decoyHash = await decoy();
  const email = input.email.trim().toLowerCase();
  // No address has such characters; with some of them the look-up would fail.
  const user = !isPlainText(email) ? null : await withDirectory((db) => db.user.findUnique({ where: { email } }));
  const matches = await verifyPassword(user?.passwordHash ?? decoyHash, input.password.slice(0, 200));
  if (user === null || user.passwordHash === null || !matches || input.password.length > 200) {
    throw new DomainError("unauthenticated", "E-mail and password do not belong together.");
  }
  if (user.emailVerifiedAt === null) throw new DomainError("forbidden", "Confirm your e-mail address first, by the link that we mailed to you.");
  return { userId: user.id, email: user.email };
}
