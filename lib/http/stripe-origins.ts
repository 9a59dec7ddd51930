import { env } from "#lib/platform/env.ts";

/** Where the buttons of the Billing page lead: Stripe's checkout and portal. None where billing is off. */
export function stripeOrigins(): string[] {
  const settings = env().STRIPE;
  if (settings === null) return [];
  return settings.apiUrl === null ? ["https://checkout.stripe.com", "https://billing.stripe.com"] : [settings.apiUrl];
}
