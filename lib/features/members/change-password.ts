import type { Context } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { parseId } from "#lib/core/ids.ts";
import { hashPassword, verifyPassword } from "#lib/platform/crypto.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { mailPasswordChanged } from "./internal/account-mails.ts";
import { burnTokensOfUser } from "./internal/account-token.ts";
import { actingUser } from "./internal/acting-user.ts";
import { checkNewPassword } from "./internal/credentials.ts";

interface Input {
  currentPassword: string;
  password: string;
  /** `sis_…` of the session that goes on; all others end. */
  keepSessionId: string;
}

/**
 * Sets a new password for the signed-in user, who must know the present one. Other sign-in sessions and open links end.
 * @throws DomainError validation_failed for a wrong present or a bad new password; forbidden where the account has none yet
 */
export async function changePassword({ ctx, input }: { ctx: Context; input: Input }): Promise<void> {
  const userId = actingUser(ctx);
  const now = ctx.clock.now();
  const user = await withDirectory((db) => db.user.findUniqueOrThrow({ where: { id: userId } }));
  if (user.passwordHash === null) throw new DomainError("forbidden", "Your account has no password yet. Ask for a link to set one.");
  checkNewPassword(input.password, user);
  const matches = input.currentPassword.length <= 200 && (await verifyPassword(user.passwordHash, input.currentPassword));
  if (!matches) throw invalidField("currentPassword", "wrong", "is not your present password");
  const passwordHash = await hashPassword(input.password);
  const keep = parseId("sis", input.keepSessionId);
  await withDirectory(async (db) => {
    // Only over the password that was just checked: a reset in between wins.
    const { count } = await db.user.updateMany({ where: { id: userId, passwordHash: user.passwordHash }, data: { passwordHash, updatedAt: new Date(now) } });
    if (count === 0) throw new DomainError("conflict", "Your password was changed elsewhere meanwhile. Try again.");
    await burnTokensOfUser(db, { userId, now });
    await db.signInSession.deleteMany({ where: { userId, ...(keep === null ? {} : { id: { not: keep } }) } });
    await mailPasswordChanged(db, ctx, user);
  });
}
