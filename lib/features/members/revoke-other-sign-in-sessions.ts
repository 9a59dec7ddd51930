import type { Context } from "#lib/core/context.ts";
import { parseId } from "#lib/core/ids.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { actingUser } from "./internal/acting-user.ts";

/** Ends every session of the signed-in user but one. @param input.keepId `sis_…` @returns how many ended. @throws DomainError unauthenticated, unavailable */
export async function revokeOtherSignInSessions({ ctx, input }: { ctx: Context; input: { keepId: string } }): Promise<number> {
  const userId = actingUser(ctx);
  const keep = parseId("sis", input.keepId);
  const { count } = await withDirectory((db) => db.signInSession.deleteMany({ where: { userId, ...(keep === null ? {} : { id: { not: keep } }) } }));
  return count;
}
