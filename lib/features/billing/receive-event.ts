import type { Context } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { env } from "#lib/platform/env.ts";
import { checkStripeSignature, readStripeBody } from "#lib/platform/stripe.ts";
import { recordEvent } from "./internal/record-event.ts";
import { readSentEvent, type SentEvent } from "./model/sent-event.ts";

export interface Received {
  /** Null: Stripe signed it, but it has no id to store it by. Nothing was stored. */
  event: SentEvent | null;
  /** What it lacks of an event, so that nothing here can depend on it; null: nothing. */
  oddity: string | null;
  isNew: boolean;
}

interface Input {
  /** The raw bytes, as Stripe signed them. */
  body: Buffer;
  /** The header Stripe-Signature. */
  signature: string | null;
}

/**
 * What can be said of a delivery before its body is there.
 * @throws DomainError not_found where billing is off; bad_request for a signature that cannot be one of now
 */
export function checkDelivery({ ctx, input }: { ctx: Context; input: Pick<Input, "signature"> }): void {
  sellingSettings();
  checkStripeSignature({ signature: input.signature, now: ctx.clock.now() });
}

function sellingSettings() {
  const settings = env().STRIPE;
  if (settings === null) throw new DomainError("not_found", "Billing is off here: no STRIPE_SECRET_KEY is set.");
  return settings;
}

/**
 * Takes one event of Stripe's: signature, then the event's row and the job that asks Stripe in one commit. Resolves after COMMIT;
 * an event that came before is taken again and changes nothing.
 * @throws DomainError not_found where billing is off; bad_request for a bad signature or an event of the other mode; unavailable
 */
export async function receiveStripeEvent({ ctx, input }: { ctx: Context; input: Input }): Promise<Received> {
  const settings = sellingSettings();
  const now = ctx.clock.now();
  const body = readStripeBody({ ...input, now });
  const { livemode } = (body ?? {}) as { livemode?: unknown };
  if (livemode === !settings.livemode) {
    const [sent, ours] = livemode ? ["live", "test"] : ["test", "live"];
    throw new DomainError(
      "bad_request",
      `This is an event of ${sent} mode, and the key here is of ${ours} mode. Remove this endpoint there, or change the key.`,
    );
  }
  const { event, oddity } = readSentEvent(body, Math.floor(now / 1000));
  return { event, oddity, isNew: event !== null && (await recordEvent({ ctx, event, cameBy: "webhook" })) };
}
