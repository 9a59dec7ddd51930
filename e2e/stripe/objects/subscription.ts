import type Stripe from "stripe";
import { newId } from "../state/ids.ts";
import { idOf, idOrNull, innerList, wireDecimal } from "../state/references.ts";
import { nowOf, periodEnd } from "../state/time.ts";
import type { World } from "../state/world.ts";

export interface SubscriptionDraft {
  customer: Stripe.Customer;
  items: { price: Stripe.Price; quantity: number; metadata: Stripe.Metadata }[];
  /** Unix seconds; null: no trial. */
  trialEnd: number | null;
  billingCycleAnchor: number | null;
  defaultPaymentMethod: string | null;
  missingPaymentMethod: "cancel" | "create_invoice" | "pause";
  collectionMethod: "charge_automatically" | "send_invoice";
  daysUntilDue: number | null;
  metadata: Stripe.Metadata;
  description: string | null;
  paymentSettings: Stripe.Subscription.PaymentSettings | null;
  /** Default: flexible, as of 2025-09-30.clover. */
  billingMode?: "classic" | "flexible";
}

/** docs.stripe.com/api/subscriptions/object, from Stripe's own fixture (github.com/stripe/openapi, fixtures3.json, 2026-08-21). */
export function subscriptionObject(world: World, draft: SubscriptionDraft): Stripe.Subscription {
  const id = newId("sub");
  const now = nowOf(world, draft.customer);
  const trialing = draft.trialEnd !== null;
  const anchor = draft.trialEnd ?? draft.billingCycleAnchor ?? now;
  const items = draft.items.map((item) => {
    const { interval = "month", interval_count: count = 1 } = item.price.recurring ?? {};
    const end = trialing || anchor > now ? anchor : periodEnd(anchor, now, interval, count);
    return itemObject({ ...item, subscription: id, now, period: { start: now, end } });
  });
  return {
    id,
    object: "subscription",
    application: null,
    application_fee_percent: null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null },
    billing_cycle_anchor: anchor,
    billing_cycle_anchor_config: null,
    billing_mode: draft.billingMode === "classic" ? { flexible: null, type: "classic" } : { flexible: { proration_discounts: "included" }, type: "flexible" },
    billing_schedules: [],
    billing_thresholds: null,
    cancel_at: null,
    cancel_at_period_end: false,
    canceled_at: null,
    cancellation_details: { comment: null, feedback: null, feedback_option: null, reason: null },
    collection_method: draft.collectionMethod,
    created: now,
    currency: draft.items[0]?.price.currency ?? "usd",
    customer: draft.customer.id,
    customer_account: null,
    days_until_due: draft.daysUntilDue,
    default_payment_method: draft.defaultPaymentMethod,
    default_source: null,
    default_tax_rates: [],
    description: draft.description,
    discounts: [],
    ended_at: null,
    invoice_settings: { account_tax_ids: null, custom_fields: null, description: null, footer: null, issuer: { type: "self" } },
    items: innerList(items, `/v1/subscription_items?subscription=${id}`),
    latest_invoice: null,
    livemode: false,
    managed_payments: null,
    metadata: draft.metadata,
    next_pending_invoice_item_invoice: null,
    on_behalf_of: null,
    pause_collection: null,
    payment_settings: draft.paymentSettings ?? { payment_method_options: null, payment_method_types: null, save_default_payment_method: "off" },
    pending_invoice_item_interval: null,
    pending_setup_intent: null,
    pending_update: null,
    schedule: null,
    start_date: now,
    status: trialing ? "trialing" : "incomplete",
    test_clock: idOrNull(draft.customer.test_clock),
    transfer_data: null,
    trial_end: draft.trialEnd,
    trial_settings: { end_behavior: { billing_cycle_anchor: null, missing_payment_method: draft.missingPaymentMethod } },
    trial_start: trialing ? now : null,
  } satisfies Stripe.Subscription;
}

interface ItemDraft {
  price: Stripe.Price;
  quantity: number;
  metadata: Stripe.Metadata;
  subscription: string;
  now: number;
  period: { start: number; end: number };
}

/** docs.stripe.com/api/subscription_items/object. Periods stand here since version 2025-03-31.basil. */
export function itemObject(draft: ItemDraft): Stripe.SubscriptionItem {
  return {
    id: newId("si", 14),
    object: "subscription_item",
    billing_thresholds: null,
    created: draft.now,
    current_period_end: draft.period.end,
    current_period_start: draft.period.start,
    current_trial: null,
    discounts: [],
    metadata: draft.metadata,
    plan: planOf(draft.price),
    price: { ...draft.price },
    quantity: draft.quantity,
    subscription: draft.subscription,
    tax_rates: [],
  } satisfies Stripe.SubscriptionItem;
}

/** The plan that a price also is, for clients of before 2020 (docs.stripe.com/api/plans/object). */
export function planOf(price: Stripe.Price): Stripe.Plan {
  return {
    id: price.id,
    object: "plan",
    active: price.active,
    amount: price.unit_amount,
    amount_decimal: wireDecimal(price.unit_amount ?? 0),
    billing_scheme: price.billing_scheme,
    created: price.created,
    currency: price.currency,
    interval: price.recurring?.interval ?? "month",
    interval_count: price.recurring?.interval_count ?? 1,
    livemode: false,
    metadata: price.metadata,
    meter: null,
    nickname: price.nickname,
    product: idOf(price.product),
    tiers_mode: null,
    transform_usage: null,
    trial_period_days: price.recurring?.trial_period_days ?? null,
    usage_type: "licensed",
  } satisfies Stripe.Plan;
}
