import type Stripe from "stripe";
import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { env } from "#lib/platform/env.ts";
import { isBillingOn, readStripeEvent } from "#lib/platform/stripe.ts";
import { recordEvent } from "./internal/record-event.ts";

interface Input {
  /** The raw bytes, as Stripe signed them. */
  body: Buffer;
  /** The header Stripe-Signature. */
  signature: string | null;
}

/**
 * Takes one event of Stripe's: signature, then the event's row and the job that asks Stripe in one commit. Resolves after COMMIT;
 * an event that came before is taken again and changes nothing.
 * @throws DomainError not_found where billing is off; bad_request for a bad signature or an event of the other mode; unavailable
 */
export async function receiveStripeEvent({ ctx, input }: { ctx: Context; input: Input }): Promise<{ event: Stripe.Event; isNew: boolean }> {
  const settings = env().STRIPE;
  if (!isBillingOn() || settings === null) throw new DomainError("not_found", "Billing is off here: no STRIPE_SECRET_KEY is set.");
  const event = readStripeEvent({ ...input, now: ctx.clock.now() });
  if (event.livemode !== settings.livemode) {
    const [sent, ours] = event.livemode ? ["live", "test"] : ["test", "live"];
    throw new DomainError(
      "bad_request",
      `This is an event of ${sent} mode, and the key here is of ${ours} mode. Remove this endpoint there, or change the key.`,
    );
  }
  return { event, isNew: await recordEvent({ ctx, event, cameBy: "webhook" }) };
}
