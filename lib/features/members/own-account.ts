import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { actingUser } from "./internal/acting-user.ts";
import type { OwnAccount } from "./model/own-account.ts";

/** The signed-in user's account. @throws DomainError unauthenticated, unavailable */
export function ownAccount({ ctx }: { ctx: Context }): Promise<OwnAccount> {
  const userId = actingUser(ctx);
  return withDirectory(async (db) => {
    const user = await db.user.findUniqueOrThrow({ where: { id: userId } });
    const identities = await db.signInIdentity.findMany({ where: { userId }, orderBy: { provider: "asc" } });
    return {
      email: user.email,
      name: user.name,
      hasPassword: user.passwordHash !== null,
      providers: identities.map(({ provider }) => provider as OwnAccount["providers"][number]),
    };
  });
}
