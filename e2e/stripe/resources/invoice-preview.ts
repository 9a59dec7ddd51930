import type Stripe from "stripe";
import { usablePrice } from "../billing/change-subscription.ts";
import { periodLine } from "../billing/invoice-lines.ts";
import { previewChange } from "../billing/preview.ts";
import { upcomingInvoice } from "../billing/renew.ts";
import { invalidRequest, noSuch } from "../http/errors.ts";
import { bool, clearable, documented, hash, list, missing, oneOf, required, text, timestamp, withDefault } from "../http/params.ts";
import { endpoint } from "../http/router.ts";
import { only, unsimulated, unsimulatedParams } from "../http/unsimulated.ts";
import { invoiceObject } from "../objects/invoice.ts";
import { itemObject } from "../objects/subscription.ts";
import { idOf } from "../state/references.ts";
import { nowOf, periodEnd } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { anchorMove, item, nowOrTime, prorationBehavior } from "./subscription-create.ts";
import { subscriptionNamed } from "./subscriptions.ts";

/** docs.stripe.com/api/invoices/create_preview. */

interface NewItem {
  price?: string;
  quantity?: number;
}

/** What the first invoice of a new subscription would be. */
function previewNew(world: World, customer: Stripe.Customer, items: readonly NewItem[]): Stripe.Invoice {
  const now = nowOf(world, customer);
  const lines = items.map((given, at) => {
    const param = `subscription_details[items][${at}][price]`;
    if (given.price === undefined) throw missing(param);
    const price = usablePrice(world, given.price, param, customer.currency ?? null);
    const period = { start: now, end: periodEnd(now, now, price.recurring?.interval ?? "month", price.recurring?.interval_count ?? 1) };
    return periodLine(world, itemObject({ price, quantity: given.quantity ?? 1, metadata: {}, subscription: "", now, period }), period, "full");
  });
  return invoiceObject(world, "upcoming_in_new", {
    customer,
    subscription: null,
    reason: "subscription_create",
    lines,
    period: { start: now, end: now },
    finalizesAt: null,
  });
}

export const invoicePreviewEndpoints = [
  endpoint(
    "POST",
    "/v1/invoices/create_preview",
    documented<Stripe.InvoiceCreatePreviewParams>()({
      ...unsimulatedParams("customer_account", "on_behalf_of", "issuer"),
      automatic_tax: only(hash({ enabled: required(bool()) }), ({ enabled }) => !enabled),
      currency: text({ max: 3 }),
      customer: text(),
      customer_details: unsimulated(),
      discounts: unsimulated(),
      invoice_items: unsimulated(),
      preview_mode: only(oneOf(["next", "recurring"]), (value) => value === "next"),
      schedule: unsimulated(),
      schedule_details: unsimulated(),
      subscription: text(),
      subscription_details: hash({
        billing_cycle_anchor: anchorMove,
        billing_mode: unsimulated(),
        cancel_at: unsimulated(),
        cancel_at_period_end: only(bool(), (value) => !value),
        cancel_now: only(bool(), (value) => !value),
        default_tax_rates: unsimulated(),
        items: list(hash({ ...item, id: text(), deleted: bool(), clear_usage: bool() })),
        metadata: clearable(unsimulated()),
        proration_behavior: withDefault(prorationBehavior, "create_prorations"),
        proration_date: timestamp(),
        resume_at: unsimulated(),
        start_date: unsimulated(),
        trial_end: nowOrTime,
      }),
    }),
    ({ world, params }) => {
      const { subscription_details: details, customer: customerId } = params;
      if (params.subscription === undefined) {
        if (customerId === undefined) throw missing("customer");
        const customer = world.customers.get(customerId);
        if (!customer) throw noSuch("customer", customerId, "customer");
        if (!details?.items) throw invalidRequest(`No upcoming invoices for customer: ${customerId}`, { code: "invoice_upcoming_none", status: 404 });
        return previewNew(world, customer, details.items);
      }
      const subscription = subscriptionNamed(world, params.subscription, "subscription");
      if (customerId !== undefined && customerId !== idOf(subscription.customer)) throw noSuch("subscription", subscription.id, "subscription");
      const ended = ["canceled", "incomplete_expired"].includes(subscription.status);
      if (ended || (!details && subscription.cancel_at !== null)) {
        throw invalidRequest(`No upcoming invoices for subscription: ${subscription.id}`, { code: "invoice_upcoming_none", status: 404 });
      }
      if (!details) return upcomingInvoice(world, subscription);
      if (typeof details.trial_end === "number")
        throw invalidRequest("The local Stripe previews the end of a trial only as `now`.", { param: "subscription_details[trial_end]" });
      return previewChange(world, subscription, {
        items: details.items?.map(({ price, plan, ...rest }) => ({ ...rest, price: price ?? plan })),
        prorationBehavior: details.proration_behavior,
        prorationDate: details.proration_date,
        trialEndsNow: details.trial_end === "now",
        anchorNow: details.billing_cycle_anchor === "now",
      });
    },
  ),
];
