import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { uuidv7 } from "#lib/core/ids.ts";
import { hashPassword } from "#lib/platform/crypto.ts";
import { isUniqueViolation } from "#lib/platform/prisma.ts";
import { findInvitation } from "./find-invitation.ts";
import { checkedName, checkNewPassword } from "./internal/credentials.ts";
import { withInvitation } from "./internal/invitation-token.ts";
import { deadInvitation, joinIn } from "./internal/join.ts";
import type { SignedIn } from "./model/sign-in-session.ts";

interface Input {
  token: string;
  password: string;
  name?: string | null;
}

/**
 * Makes the account that an invitation is for, wherever sign-up is closed too, and joins the workspace. The address counts as
 * confirmed, and as proved if the link came by mail; what somebody else chose for it before, unconfirmed, is replaced.
 * @throws DomainError not_found for a dead invitation; validation_failed; conflict when the address has an account: sign in instead
 */
export async function signUpByInvitation({ ctx, input }: { ctx: Context; input: Input }): Promise<SignedIn & { slug: string }> {
  const found = await findInvitation({ ctx, input });
  if (found === null) throw deadInvitation();
  const name = checkedName(input.name);
  checkNewPassword(input.password, { email: found.email, name });
  const passwordHash = await hashPassword(input.password);
  const now = ctx.clock.now();
  const at = new Date(now);
  const hasAccount = () => new DomainError("conflict", "This address has an account. Sign in, then follow the link again.");
  try {
    const joined = await withInvitation(input.token, now, async (db, invitation) => {
      const { email } = invitation;
      const account = { name, passwordHash, emailVerifiedAt: at, emailProvedAt: invitation.isMailed ? at : null, updatedAt: at };
      const existing = await db.user.findUnique({ where: { email } });
      const userId = existing?.id ?? uuidv7(now);
      if (existing === null) await db.user.create({ data: { ...account, id: userId, email, createdAt: at } });
      else if ((await db.user.updateMany({ where: { id: userId, emailVerifiedAt: null }, data: account })).count === 0) throw hasAccount();
      return { userId, email, slug: await joinIn(db, ctx, { invitation, userId }) };
    });
    if (joined === null) throw deadInvitation();
    return joined;
  } catch (error) {
    if (isUniqueViolation(error)) throw hasAccount();
    throw error;
  }
}
