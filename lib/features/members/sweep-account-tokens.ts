import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";

const KEPT_MS = 7 * 24 * 3_600_000;

/** Deletes tokens that ended more than a week ago. @returns how many. @throws DomainError unavailable */
export async function sweepAccountTokens({ ctx }: { ctx: Context }): Promise<number> {
  const before = new Date(ctx.clock.now() - KEPT_MS);
  const { count } = await withDirectory((db) => db.accountToken.deleteMany({ where: { expiresAt: { lte: before } } }));
  return count;
}
