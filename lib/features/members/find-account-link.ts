import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { userOfToken } from "./internal/account-token.ts";
import type { AccountTokenPurpose } from "./model/account-token.ts";

/** Whose link this is, as long as it works; null otherwise. Burns nothing, so that looking at a link is harmless. @throws DomainError unavailable */
export function findAccountLink({ ctx, input }: { ctx: Context; input: { purpose: AccountTokenPurpose; token: string } }): Promise<{ email: string } | null> {
  return withDirectory(async (db) => {
    const userId = await userOfToken(db, { ...input, now: ctx.clock.now() });
    const user = userId === null ? null : await db.user.findUnique({ where: { id: userId } });
    return user === null ? null : { email: user.email };
  });
}
