import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { parseId } from "#lib/core/ids.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { actingUser } from "./internal/acting-user.ts";

/**
 * Ends one of the signed-in user's own sessions, at once on every process.
 * @param input.id `sis_…`
 * @throws DomainError not_found for a session that is over, or another's
 */
export async function revokeSignInSession({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<void> {
  const userId = actingUser(ctx);
  const id = parseId("sis", input.id);
  const { count } = id === null ? { count: 0 } : await withDirectory((db) => db.signInSession.deleteMany({ where: { id, userId } }));
  if (count === 0) throw new DomainError("not_found", "That session is over already.");
}
