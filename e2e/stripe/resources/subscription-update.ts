import type Stripe from "stripe";
import { addShares, invoicePending, sharesOf } from "../billing/change-subscription.ts";
import { collect, endSubscription } from "../billing/collect.ts";
import { currentPeriod } from "../billing/due.ts";
import { pendingItems } from "../billing/prorations.ts";
import { type SubscriptionChange, updateSubscription } from "../billing/update-subscription.ts";
import { invalidRequest } from "../http/errors.ts";
import { mergeMetadata, metadata } from "../http/metadata.ts";
import { bool, clearable, documented, either, hash, integer, list, oneOf, text, timestamp, withDefault } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { unsimulated } from "../http/unsimulated.ts";
import { idOf } from "../state/references.ts";
import { nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { cardOfCustomer } from "./payment-methods.ts";
import { anchorMove, beyond, item, nowOrTime, paymentBehavior, paymentSettings, prorationBehavior, trialSettings } from "./subscription-create.ts";
import { subscriptionNamed } from "./subscriptions.ts";

/** docs.stripe.com/api/subscriptions/update. */

const feedback = clearable(
  oneOf(["customer_service", "low_quality", "missing_features", "other", "switched_service", "too_complex", "too_expensive", "unused"]),
);
const cancellationDetails = hash({ comment: clearable(text()), feedback });
interface Details {
  comment?: string | null;
  feedback?: Stripe.Subscription.CancellationDetails["feedback"];
}

function tellDetails(subscription: Stripe.Subscription, given: Details | undefined): void {
  subscription.cancellation_details = { comment: null, feedback: null, feedback_option: null, reason: null, ...subscription.cancellation_details, ...given };
}

/** docs.stripe.com/billing/subscriptions/cancel#cancel-at-end-of-cycle, and back. */
export function setCancelAtPeriodEnd(world: World, subscription: Stripe.Subscription, cancels: boolean): void {
  subscription.cancel_at_period_end = cancels;
  subscription.cancel_at = cancels ? currentPeriod(subscription).end : null;
  subscription.canceled_at = cancels ? nowOf(world, subscription) : null;
  tellDetails(subscription, undefined);
  if (subscription.cancellation_details) subscription.cancellation_details.reason = cancels ? "cancellation_requested" : null;
}

/**
 * How the customer portal cancels (docs.stripe.com/billing/subscriptions/billing-mode/compare, "Cancellations in the Customer
 * Portal"): with flexible billing, today's default, as `cancel_at`, and `cancel_at_period_end` stays false.
 */
export function setPortalCancellation(world: World, subscription: Stripe.Subscription, cancels: boolean): void {
  setCancelAtPeriodEnd(world, subscription, cancels);
  if (subscription.billing_mode.type === "flexible") subscription.cancel_at_period_end = false;
}

const fields = documented<Stripe.SubscriptionUpdateParams>()({
  ...beyond,
  billing_cycle_anchor: anchorMove,
  cancel_at: clearable(either((raw) => raw === "min_period_end" || raw === "max_period_end", oneOf(["min_period_end", "max_period_end"]), timestamp())),
  cancel_at_period_end: bool(),
  cancellation_details: cancellationDetails,
  collection_method: oneOf(["charge_automatically", "send_invoice"]),
  days_until_due: integer({ min: 0 }),
  default_payment_method: clearable(text()),
  description: clearable(text({ max: 500 })),
  items: list(hash({ ...item, id: text(), deleted: bool(), clear_usage: bool() })),
  metadata: metadata(),
  off_session: bool(),
  pause_collection: unsimulated(),
  payment_behavior: withDefault(paymentBehavior, "allow_incomplete"),
  payment_settings: paymentSettings,
  proration_behavior: withDefault(prorationBehavior, "create_prorations"),
  proration_date: timestamp(),
  trial_end: nowOrTime,
  trial_from_plan: unsimulated(),
  trial_settings: trialSettings,
});

/** What Stripe lets change in each status (docs.stripe.com/billing/subscriptions/overview#subscription-statuses). */
export function refuseByStatus(subscription: Stripe.Subscription, given: string[]): void {
  const others = (allowed: string[]) => given.some((name) => !allowed.includes(name));
  if (["canceled", "incomplete_expired"].includes(subscription.status) && others(["cancellation_details", "metadata"])) {
    throw invalidRequest("A canceled subscription can only update its cancellation_details and metadata.", { code: "invalid_canceled_subscription_fields" });
  }
  if (
    subscription.status === "incomplete" &&
    others(["metadata", "default_payment_method", "default_source", "description", "cancel_at_period_end", "cancel_at"])
  ) {
    throw invalidRequest(
      "You cannot update a subscription in `incomplete` status in a way that results in a change to its items, trial or billing cycle. Pay its first invoice, or cancel it.",
    );
  }
}

export const subscriptionUpdateEndpoints = [
  endpoint("POST", "/v1/subscriptions/:id", fields, ({ world, params, id }) => {
    const subscription = subscriptionNamed(world, id);
    const defaults = ["payment_behavior", "proration_behavior"];
    refuseByStatus(
      subscription,
      Object.keys(params).filter((name) => !defaults.includes(name) && params[name as keyof typeof params] !== undefined),
    );
    if (params.cancel_at_period_end !== undefined && params.cancel_at !== undefined && params.cancel_at !== null) {
      throw invalidRequest("You may only specify one of these parameters: cancel_at, cancel_at_period_end.", {
        code: "parameters_exclusive",
        param: "cancel_at",
      });
    }
    if (
      params.payment_behavior === "pending_if_incomplete" &&
      (params.metadata !== undefined || params.cancel_at_period_end !== undefined || params.default_payment_method !== undefined)
    ) {
      throw invalidRequest(
        "When `payment_behavior` is set to `pending_if_incomplete`, you can only pass supported params: `items`, `proration_behavior`, `proration_date`, `trial_end`.",
        {
          param: "payment_behavior",
        },
      );
    }
    const now = nowOf(world, subscription);
    if (typeof params.cancel_at === "number" && params.cancel_at <= now) throw invalidRequest("cancel_at must be in the future.", { param: "cancel_at" });
    const card = params.default_payment_method;
    const cardId = card ? cardOfCustomer(world, card, idOf(subscription.customer), "default_payment_method").id : card;
    const given: SubscriptionChange = {
      items: params.items?.map(({ price, plan, ...rest }) => ({ ...rest, price: price ?? plan })),
      trialEnd: params.trial_end,
      anchorNow: params.billing_cycle_anchor === "now",
      prorationBehavior: params.proration_behavior,
      prorationDate: params.proration_date,
      paymentBehavior: params.payment_behavior,
      also() {
        subscription.metadata = mergeMetadata(subscription.metadata, params.metadata);
        if (params.description !== undefined) subscription.description = params.description;
        if (cardId !== undefined) subscription.default_payment_method = cardId;
        if (params.collection_method !== undefined) subscription.collection_method = params.collection_method;
        if (params.days_until_due !== undefined) subscription.days_until_due = params.days_until_due;
        if (params.trial_settings)
          subscription.trial_settings = {
            end_behavior: { billing_cycle_anchor: null, missing_payment_method: params.trial_settings.end_behavior.missing_payment_method },
          };
        if (params.cancel_at_period_end !== undefined) setCancelAtPeriodEnd(world, subscription, params.cancel_at_period_end);
        if (params.cancel_at !== undefined) cancelAt(world, subscription, params.cancel_at);
        if (params.cancellation_details) tellDetails(subscription, params.cancellation_details);
      },
    };
    updateSubscription(world, subscription, given);
    return subscription;
  }),
  endpoint(
    "DELETE",
    "/v1/subscriptions/:id",
    documented<Stripe.SubscriptionCancelParams>()({
      cancellation_details: cancellationDetails,
      invoice_now: withDefault(bool(), false),
      prorate: withDefault(bool(), false),
    }),
    ({ world, params, id }) => {
      const subscription = subscriptionNamed(world, id);
      if (["canceled", "incomplete_expired"].includes(subscription.status)) {
        throw invalidRequest(`No such subscription: '${id}'`, { code: "resource_missing", param: "id", status: 404 });
      }
      if (params.cancellation_details) tellDetails(subscription, params.cancellation_details);
      cancelNow(world, subscription, { prorate: params.prorate, invoiceNow: params.invoice_now });
      return subscription;
    },
  ),
];

function cancelAt(world: World, subscription: Stripe.Subscription, at: number | "min_period_end" | "max_period_end" | null): void {
  subscription.cancel_at_period_end = false;
  subscription.cancel_at = at === "min_period_end" || at === "max_period_end" ? currentPeriod(subscription).end : at;
  subscription.canceled_at = at === null ? null : nowOf(world, subscription);
}

/** docs.stripe.com/api/subscriptions/cancel. */
export function cancelNow(world: World, subscription: Stripe.Subscription, options: { prorate: boolean; invoiceNow: boolean }): void {
  finalInvoice(world, subscription, options);
  endSubscription(world, subscription, "cancellation_requested");
}

function finalInvoice(world: World, subscription: Stripe.Subscription, { prorate, invoiceNow }: { prorate: boolean; invoiceNow: boolean }): void {
  const now = nowOf(world, subscription);
  const shares = prorate ? sharesOf(world, subscription, subscription.items.data, now, true) : [];
  addShares(world, subscription, shares);
  const pending = pendingItems(world, subscription);
  if (!invoiceNow || pending.length === 0) return;
  collect(world, invoicePending(world, subscription, pending, now), { charge: true });
}
