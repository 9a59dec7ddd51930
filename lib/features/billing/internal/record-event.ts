import type Stripe from "stripe";
import type { Context } from "#lib/core/context.ts";
import { enqueue, prismaExecutor } from "#lib/platform/jobs.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { CONVERGE_QUEUE, isConsumed } from "../model/event-types.ts";

/** Writes an event down, once, together with the job that asks Stripe about its customer. @returns whether it was new @throws DomainError unavailable */
export function recordEvent({ ctx, event, cameBy }: { ctx: Context; event: Stripe.Event; cameBy: "webhook" | "reconcile" }): Promise<boolean> {
  const customerId = customerOf(event);
  const ignored = isConsumed(event.type) ? (customerId === null ? "it names no customer" : null) : "nothing here depends on this type";
  const now = new Date(ctx.clock.now());
  return withDirectory(async (db) => {
    const { count } = await db.stripeEvent.createMany({
      data: [
        {
          id: event.id,
          type: event.type.slice(0, 255),
          customerId,
          createdAt: new Date(event.created * 1000),
          receivedAt: now,
          cameBy,
          state: ignored === null ? "received" : "ignored",
          note: ignored,
          finishedAt: ignored === null ? null : now,
        },
      ],
      skipDuplicates: true,
    });
    if (count === 1 && ignored === null) await enqueue(prismaExecutor(db), CONVERGE_QUEUE, { customerId }, { key: customerId as string });
    return count === 1;
  });
}

/** Whose event it is, or null. */
function customerOf({ data }: Stripe.Event): string | null {
  const object = data.object as { object?: string; id?: string; customer?: string | { id: string } | null };
  if (object.object === "customer") return object.id ?? null;
  const { customer } = object;
  return typeof customer === "string" ? customer : (customer?.id ?? null);
}
