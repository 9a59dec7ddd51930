import type Stripe from "stripe";
import { checkItems, usablePrice } from "../billing/change-subscription.ts";
import { cardFor } from "../billing/payments.ts";
import { startSubscription } from "../billing/start-subscription.ts";
import { noCard, refuseDeclined } from "../billing/update-subscription.ts";
import { defaultBillingMode } from "../http/api-version.ts";
import { invalidRequest, noSuch } from "../http/errors.ts";
import { mergeMetadata, metadata } from "../http/metadata.ts";
import { bool, documented, either, hash, integer, list, missing, oneOf, type Param, required, text, timestamp, withDefault } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { ignored, only, unsimulated, unsimulatedParams } from "../http/unsimulated.ts";
import { DAY, nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change } from "../webhooks/emit.ts";
import { cardOfCustomer } from "./payment-methods.ts";

/** docs.stripe.com/api/subscriptions/create. */

export const item = {
  price: text(),
  plan: text(),
  quantity: integer({ min: 0 }),
  metadata: metadata(),
  price_data: unsimulated(),
  tax_rates: unsimulated(),
  discounts: unsimulated(),
  billing_thresholds: unsimulated(),
};
export const trialSettings = hash({
  end_behavior: required(hash({ missing_payment_method: required(oneOf(["cancel", "create_invoice", "pause"])), billing_cycle_anchor: unsimulated() })),
});
export const nowOrTime = either((raw) => raw === "now", oneOf(["now"]), timestamp());
/** `now` or `unchanged`: a word until 2026, `{ type }` since. */
export const anchorMove: Param<"now" | "unchanged"> = {
  read(raw, name) {
    const word = oneOf(["now", "unchanged"]);
    if (typeof raw === "string") return word.read(raw, name);
    return hash({ type: required(word), timestamp: unsimulated() }).read(raw, name).type;
  },
};
export const paymentBehavior = oneOf(["allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete"]);
export const prorationBehavior = oneOf(["always_invoice", "create_prorations", "none"]);
export const paymentSettings = hash({
  payment_method_types: list(only(oneOf(["card"]), () => true)),
  payment_method_options: ignored(),
  save_default_payment_method: oneOf(["off", "on_subscription"]),
});
/** Of Stripe's parameters those that reach into what is not simulated: taxes, discounts, Connect. */
export const beyond = {
  add_invoice_items: unsimulated(),
  application_fee_percent: unsimulated(),
  automatic_tax: only(hash({ enabled: required(bool()), liability: unsimulated() }), ({ enabled }) => !enabled),
  billing_thresholds: unsimulated(),
  billing_schedules: unsimulated(),
  default_source: unsimulated(),
  default_tax_rates: unsimulated(),
  discounts: unsimulated(),
  invoice_settings: unsimulated(),
  on_behalf_of: unsimulated(),
  pending_invoice_item_interval: unsimulated(),
  transfer_data: unsimulated(),
};

/** One of the two, as far as the future goes. @throws StripeError 400 */
function trialEndOf(params: { trial_period_days?: number; trial_end?: number | "now" }, now: number): number | null {
  const { trial_period_days: days, trial_end: end } = params;
  if (days !== undefined && end !== undefined) {
    throw invalidRequest("You may only specify one of these parameters: trial_end, trial_period_days.", {
      code: "parameters_exclusive",
      param: "trial_period_days",
    });
  }
  if (days !== undefined && days > 0) return now + days * DAY;
  if (end === undefined || end === "now") return null;
  if (end <= now) throw invalidRequest("Invalid timestamp: must be an integer Unix timestamp in the future.", { param: "trial_end" });
  if (end > now + 5 * 366 * DAY) throw invalidRequest("Invalid timestamp: can be no more than five years in the future", { param: "trial_end" });
  return end;
}

function refuseUnpaid(world: World, customer: Stripe.Customer, card: Stripe.PaymentMethod | null, mustSucceed: boolean): void {
  if (card === null) throw noCard();
  if (mustSucceed) refuseDeclined(world, customer.id, card);
}

export const subscriptionCreateEndpoints = [
  endpoint(
    "POST",
    "/v1/subscriptions",
    documented<Stripe.SubscriptionCreateParams>()({
      ...unsimulatedParams("customer_account", "backdate_start_date"),
      ...beyond,
      customer: required(text()),
      items: required(list(hash(item))),
      billing_cycle_anchor: timestamp(),
      billing_cycle_anchor_config: unsimulated(),
      billing_mode: hash({ type: required(oneOf(["classic", "flexible"])), flexible: unsimulated() }),
      cancel_at: timestamp(),
      cancel_at_period_end: bool(),
      collection_method: withDefault(oneOf(["charge_automatically", "send_invoice"]), "charge_automatically"),
      currency: text({ max: 3 }),
      days_until_due: integer({ min: 0 }),
      default_payment_method: text(),
      description: text({ max: 500 }),
      metadata: metadata(),
      off_session: bool(),
      payment_behavior: withDefault(paymentBehavior, "allow_incomplete"),
      payment_settings: paymentSettings,
      proration_behavior: prorationBehavior,
      trial_end: nowOrTime,
      trial_from_plan: only(bool(), (value) => !value),
      trial_period_days: integer({ min: 0, max: 730 }),
      trial_settings: trialSettings,
    }),
    ({ world, params }) => {
      const customer = world.customers.get(params.customer);
      if (!customer) throw noSuch("customer", params.customer, "customer");
      const now = nowOf(world, customer);
      const items = params.items.map((given, at) => {
        const price = given.price ?? given.plan;
        if (price === undefined) throw missing(`items[${at}][price]`);
        return {
          price: usablePrice(world, price, `items[${at}][price]`, customer.currency ?? null),
          quantity: given.quantity ?? 1,
          metadata: mergeMetadata({}, given.metadata),
        };
      });
      checkItems(items);
      const byMail = params.collection_method === "send_invoice";
      if (byMail && params.days_until_due === undefined) throw missing("days_until_due");
      if (!byMail && params.days_until_due !== undefined) {
        throw invalidRequest("`days_until_due` can only be set when `collection_method` is `send_invoice`.", { param: "days_until_due" });
      }
      const trialEnd = trialEndOf(params, now);
      const anchor = params.billing_cycle_anchor ?? null;
      if (anchor !== null && anchor <= now)
        throw invalidRequest("billing_cycle_anchor cannot be earlier than the current time.", { param: "billing_cycle_anchor" });
      const card =
        params.default_payment_method === undefined ? null : cardOfCustomer(world, params.default_payment_method, customer.id, "default_payment_method");
      const asks = trialEnd === null && !byMail && items.some(({ price, quantity }) => (price.unit_amount ?? 0) * quantity > 0);
      if (asks && params.payment_behavior !== "default_incomplete") {
        refuseUnpaid(
          world,
          customer,
          card ?? cardFor(world, { default_payment_method: null }, null, customer),
          params.payment_behavior === "error_if_incomplete",
        );
      }
      const { subscription } = startSubscription(
        world,
        {
          customer,
          items,
          trialEnd,
          billingCycleAnchor: anchor,
          defaultPaymentMethod: card?.id ?? null,
          missingPaymentMethod: params.trial_settings?.end_behavior.missing_payment_method ?? "create_invoice",
          collectionMethod: params.collection_method,
          daysUntilDue: params.days_until_due ?? null,
          metadata: mergeMetadata({}, params.metadata),
          description: params.description ?? null,
          billingMode: params.billing_mode?.type ?? defaultBillingMode(world.apiVersion),
          paymentSettings: {
            payment_method_options: null,
            payment_method_types: params.payment_settings?.payment_method_types ?? null,
            save_default_payment_method: params.payment_settings?.save_default_payment_method ?? "off",
          },
        },
        { charge: params.payment_behavior !== "default_incomplete", announce: "settled" },
      );
      if (params.cancel_at_period_end || params.cancel_at !== undefined) {
        change(world, "customer.subscription.updated", subscription, () => {
          subscription.cancel_at_period_end = params.cancel_at_period_end ?? false;
          subscription.cancel_at = params.cancel_at ?? subscription.items.data[0]?.current_period_end ?? null;
          subscription.canceled_at = now;
        });
      }
      return subscription;
    },
  ),
];
