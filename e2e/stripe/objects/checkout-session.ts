import type Stripe from "stripe";
import type { Params } from "../http/params.ts";
import type { checkoutFields } from "../resources/checkout-fields.ts";
import { randomLetters } from "../state/ids.ts";
import type { CheckoutOrder, World } from "../state/world.ts";

/** docs.stripe.com/api/checkout/sessions/object, from Stripe's own fixture (github.com/stripe/openapi, fixtures3.json, 2026-08-21). */
export function checkoutSessionObject(
  world: World,
  params: Params<typeof checkoutFields>,
  facts: { now: number; order: CheckoutOrder; currency: string; customer: Stripe.Customer | null },
): Stripe.Checkout.Session {
  const id = `cs_test_${randomLetters(58)}`;
  const { now, order, customer } = facts;
  const trial = order.trialEnd !== null || order.trialPeriodDays !== null;
  const sum = order.items.reduce((total, { price, quantity }) => total + (world.prices.get(price)?.unit_amount ?? 0) * quantity, 0);
  const amount = trial ? 0 : sum;
  const email = params.customer_email ?? customer?.email ?? null;
  return {
    id,
    object: "checkout.session",
    adaptive_pricing: { enabled: false },
    after_expiration: null,
    allow_promotion_codes: params.allow_promotion_codes ?? null,
    allowed_payment_method_types: null,
    amount_subtotal: amount,
    amount_total: amount,
    automatic_tax: { enabled: false, liability: null, provider: null, status: null },
    billing_address_collection: params.billing_address_collection ?? null,
    cancel_url: params.cancel_url ?? null,
    client_reference_id: params.client_reference_id ?? null,
    client_secret: null,
    collected_information: { business_name: null, individual_name: null, shipping_details: null },
    consent: null,
    consent_collection: null,
    created: now,
    currency: facts.currency,
    currency_conversion: null,
    custom_fields: [],
    custom_text: { after_submit: null, shipping_address: null, submit: null, terms_of_service_acceptance: null },
    customer: customer?.id ?? null,
    customer_account: null,
    customer_creation: customer ? null : "always",
    customer_details:
      email === null
        ? null
        : { address: null, business_name: null, email, individual_name: null, name: customer?.name ?? null, phone: null, tax_exempt: "none", tax_ids: null },
    customer_email: params.customer_email ?? null,
    discounts: [],
    expires_at: params.expires_at ?? now + 86_400,
    integration_identifier: null,
    invoice: null,
    invoice_creation: null,
    livemode: false,
    locale: params.locale ?? null,
    managed_payments: { enabled: false },
    metadata: {},
    mode: "subscription",
    origin_context: null,
    payment_intent: null,
    payment_link: null,
    payment_method_collection: params.payment_method_collection,
    payment_method_configuration_details: null,
    payment_method_options: { card: { request_three_d_secure: "automatic" } },
    payment_method_types: ["card"],
    payment_status: "unpaid",
    permissions: null,
    phone_number_collection: { enabled: false },
    recovered_from: null,
    saved_payment_method_options: { allow_redisplay_filters: ["always"], payment_method_remove: "disabled", payment_method_save: null },
    setup_intent: null,
    shipping_address_collection: null,
    shipping_cost: null,
    shipping_options: [],
    status: "open",
    submit_type: null,
    subscription: null,
    success_url: params.success_url,
    total_details: { amount_discount: 0, amount_shipping: 0, amount_tax: 0 },
    ui_mode: "hosted_page",
    url: `${world.origin}/c/pay/${id}`,
    wallet_options: null,
  } satisfies Stripe.Checkout.Session;
}
