import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";

/** An event of Stripe's as an operator sees it. Times are ISO 8601. */
export interface ListedStripeEvent {
  id: string;
  type: string;
  customerId: string | null;
  createdAt: string;
  receivedAt: string;
  cameBy: string;
  state: string;
  note: string | null;
}

/** The inbox, newest first; for operators alone. @throws DomainError unavailable */
export async function listStripeEvents({ input }: { ctx: Context; input: { waitingOnly: boolean; limit: number } }): Promise<ListedStripeEvent[]> {
  const rows = await withDirectory((db) =>
    db.stripeEvent.findMany({
      where: input.waitingOnly ? { state: "received" } : {},
      orderBy: [{ receivedAt: "desc" }, { id: "desc" }],
      take: input.limit,
    }),
  );
  return rows.map(({ createdAt, receivedAt, finishedAt: _, ...row }) => ({ ...row, createdAt: createdAt.toISOString(), receivedAt: receivedAt.toISOString() }));
}
