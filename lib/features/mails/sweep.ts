import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";

/** A key is remembered for so long; nobody may use it again for another mail, nor for the same one later. */
const KEEP_MS = 90 * 24 * 3_600_000;

/** Forgets old mails, with the addresses they went to. @returns how many. @throws DomainError unavailable */
export async function sweepMails({ ctx }: { ctx: Context }): Promise<number> {
  const { count } = await withDirectory((db) => db.mail.deleteMany({ where: { createdAt: { lt: new Date(ctx.clock.now() - KEEP_MS) } } }));
  return count;
}
