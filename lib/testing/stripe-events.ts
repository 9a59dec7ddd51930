import Stripe from "stripe";

/** Settings of a server that sells plans, of a Stripe at an address (nobody's by default). */
export function stripeSettings(
  { url, secretKey }: { url: string; secretKey: string } = { url: "http://127.0.0.1:9", secretKey: "sk_test_nobody" },
): Record<string, string> {
  return {
    STRIPE_SECRET_KEY: secretKey,
    STRIPE_WEBHOOK_SECRET: "whsec_new,whsec_old",
    STRIPE_PRICE_CORE_MONTHLY: "price_core_monthly",
    STRIPE_PRICE_CORE_YEARLY: "price_core_yearly",
    STRIPE_PRICE_ADVANCED_MONTHLY: "price_advanced_monthly",
    STRIPE_PRICE_ADVANCED_YEARLY: "price_advanced_yearly",
    STRIPE_API_URL: url,
  };
}

/** The header with which Stripe would sign a body. @param at seconds since 1970 */
export function stripeSignature(body: string, { secret = "whsec_new", at = Math.floor(Date.now() / 1000) } = {}): string {
  return new Stripe("sk_test_local").webhooks.generateTestHeaderString({ payload: body, secret, timestamp: at });
}

/** An event as Stripe sends it, of a customer. */
export function stripeEvent(change: { id: string; type?: string; customer?: string | null; livemode?: boolean; created?: number }): string {
  const { id, type = "customer.subscription.updated", customer = "cus_nobody", livemode = false, created = Math.floor(Date.now() / 1000) } = change;
  return JSON.stringify({
    id,
    object: "event",
    api_version: "2026-01-28",
    created,
    livemode,
    pending_webhooks: 1,
    request: { id: null, idempotency_key: null },
    type,
    data: { object: { id: "sub_1", object: "subscription", customer } },
  });
}
