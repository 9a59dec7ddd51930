import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { askStripe } from "#lib/platform/stripe.ts";
import { type Converged, convergeCustomer } from "./converge.ts";
import { recordEvent } from "./internal/record-event.ts";

/**
 * Takes an event again, or for the first time when only Stripe has it, and asks about its customer at once.
 * @throws DomainError not_found, unavailable, and what Stripe refuses
 */
export async function replayStripeEvent({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<Converged & { customerId: string }> {
  const stored = await find(input.id);
  if (stored === null) await recordEvent({ ctx, event: await askStripe((stripe) => stripe.events.retrieve(input.id)), cameBy: "reconcile" });
  const customerId = (stored ?? (await find(input.id)))?.customerId ?? null;
  if (customerId === null) throw new DomainError("not_found", `The event ${input.id} names no customer, so there is nothing to ask Stripe about.`);
  return { customerId, ...(await convergeCustomer({ ctx, input: { customerId } })) };
}

function find(id: string) {
  return withDirectory((db) => db.stripeEvent.findUnique({ where: { id }, select: { customerId: true } }));
}
