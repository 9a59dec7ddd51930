import { DAY_MS } from "#lib/core/clock.ts";
import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";

/** Longer than Stripe itself keeps and lists events, so that none is taken for new again. */
const KEEP_MS = 60 * DAY_MS;

/** Forgets finished events and runs of old. @throws DomainError unavailable */
export async function sweepStripeEvents({ ctx }: { ctx: Context }): Promise<void> {
  const before = new Date(ctx.clock.now() - KEEP_MS);
  await withDirectory(async (db) => {
    await db.stripeEvent.deleteMany({ where: { state: { not: "received" }, receivedAt: { lt: before } } });
    await db.stripeReconcile.deleteMany({ where: { startedAt: { lt: before } } });
  });
}
