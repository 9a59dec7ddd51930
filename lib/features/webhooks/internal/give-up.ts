import type { Transaction } from "#lib/platform/prisma.ts";

/** Ends what waits for an endpoint: nothing is sent to one that is disabled or gone. Attempts under way still end. @returns how many */
export async function giveUpWaiting(
  db: Transaction,
  { workspaceId, endpointId, now }: { workspaceId: string; endpointId: string; now: Date },
): Promise<number> {
  const { count } = await db.webhookDelivery.updateMany({
    where: { workspaceId, endpointId, state: "waiting" },
    data: { state: "failed", nextAttemptAt: null, leasedUntil: null, finishedAt: now },
  });
  return count;
}
