import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { issueToken } from "./internal/account-token.ts";
import { accountUrls } from "./internal/account-urls.ts";
import { checkedEmail } from "./internal/credentials.ts";
import { authorizeOperator } from "./internal/operator.ts";
import { tokenLifeMs } from "./model/account-token.ts";

/**
 * A link with which a user sets a new password once, for an operator to hand over where no mail is sent.
 * @returns its address, and when it ends (ISO 8601)
 * @throws DomainError not_found; forbidden for anybody but operators
 */
export function makeResetLink({ ctx, input }: { ctx: Context; input: { email: string } }): Promise<{ url: string; expiresAt: string }> {
  authorizeOperator(ctx);
  const email = checkedEmail(input.email);
  const now = ctx.clock.now();
  return withDirectory(async (db) => {
    const user = await db.user.findUnique({ where: { email } });
    if (user === null) throw new DomainError("not_found", `There is no user "${email}".`);
    const { token } = await issueToken(db, { purpose: "reset_password", userId: user.id, now });
    return { url: accountUrls.reset(token), expiresAt: new Date(now + tokenLifeMs.reset_password).toISOString() };
  });
}
