import type Stripe from "stripe";
import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { askStripe, isUnknownToStripe } from "#lib/platform/stripe.ts";
import { type Converged, convergeCustomer } from "./converge.ts";
import { recordEvent } from "./internal/record-event.ts";

/**
 * Takes an event again, or for the first time when only Stripe has it, and asks about its customer at once.
 * @throws DomainError not_found, unavailable; EnvError; and what Stripe refuses
 */
export async function replayStripeEvent({ ctx, input }: { ctx: Context; input: { id: string } }): Promise<Converged & { customerId: string }> {
  const stored = await find(input.id);
  if (stored === null) await recordEvent({ ctx, event: await retrieve(input.id), cameBy: "reconcile" });
  const customerId = (stored ?? (await find(input.id)))?.customerId ?? null;
  if (customerId === null) throw new DomainError("not_found", `The event ${input.id} names no customer, so there is nothing to ask Stripe about.`);
  return { customerId, ...(await convergeCustomer({ ctx, input: { customerId } })) };
}

async function retrieve(id: string): Promise<Stripe.Event> {
  if (!/^evt_\w+$/.test(id)) throw new DomainError("not_found", `There is no event ${JSON.stringify(id)}: ids of Stripe's events begin with evt_.`);
  return askStripe((stripe) => stripe.events.retrieve(id)).catch((cause: unknown) => {
    if (!isUnknownToStripe(cause)) throw cause;
    const why = "It keeps events for 30 days, and STRIPE_SECRET_KEY must be of the account and mode it was made in.";
    throw new DomainError("not_found", `Stripe knows no event ${id}. ${why}`, { cause });
  });
}

function find(id: string) {
  return withDirectory((db) => db.stripeEvent.findUnique({ where: { id }, select: { customerId: true } }));
}
