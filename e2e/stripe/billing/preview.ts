import type Stripe from "stripe";
import { invoiceObject } from "../objects/invoice.ts";
import { idOf } from "../state/references.ts";
import { nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { beginsPeriod, changedItems, type ItemChange, prorationMoment, sharesOf } from "./change-subscription.ts";
import { currentPeriod } from "./due.ts";
import { lineOfInvoiceItem } from "./invoice-lines.ts";
import { pendingItems, prorationItem } from "./prorations.ts";
import { customerOfSubscription, cycleLines, enterPeriod, withBalance } from "./renew.ts";

export interface PreviewedChange {
  items?: readonly ItemChange[] | undefined;
  prorationBehavior: "always_invoice" | "create_prorations" | "none";
  prorationDate?: number | undefined;
  trialEndsNow?: boolean;
  anchorNow?: boolean;
}

/**
 * docs.stripe.com/api/invoices/create_preview: the invoice that a change would make at once, or else the next renewal's with the
 * change in it. Nothing is stored and nothing is sent.
 */
export function previewChange(world: World, subscription: Stripe.Subscription, change: PreviewedChange): Stripe.Invoice {
  const now = nowOf(world, subscription);
  const next = structuredClone(subscription);
  const items = change.items ? changedItems(world, subscription, change.items) : next.items.data;
  const endsTrial = change.trialEndsNow === true && subscription.status === "trialing";
  const newPeriod = endsTrial || change.anchorNow === true || (subscription.status !== "trialing" && beginsPeriod(subscription, items));
  const at = prorationMoment(subscription, change.prorationDate, now);
  const shares = change.prorationBehavior === "none" ? [] : sharesOf(world, subscription, items, at, newPeriod);
  const prorations = [...pendingItems(world, subscription), ...shares.map((share) => prorationItem(subscription, share, now))].map((item) =>
    lineOfInvoiceItem(item, world.prices.get(idOf(item.pricing?.price_details?.price ?? ""))),
  );
  next.items.data = structuredClone(items);
  if (endsTrial) next.status = "active";

  const atOnce = newPeriod || (change.prorationBehavior === "always_invoice" && shares.length > 0);
  const { end } = currentPeriod(subscription);
  const begins = newPeriod ? now : end;
  const withPeriod = newPeriod || !atOnce;
  if (withPeriod) {
    if (newPeriod) next.billing_cycle_anchor = now;
    if (next.status === "trialing") next.status = "active";
    enterPeriod(next, begins);
  }
  // The period's own lines stand last; what cycleLines finds pending is among the prorations already.
  const own = withPeriod ? cycleLines(world, next).filter((line) => line.parent?.type === "subscription_item_details") : [];
  const customer = customerOfSubscription(world, subscription);
  const invoice = invoiceObject(world, `upcoming_in_${subscription.id.slice(4)}`, {
    customer,
    subscription: next,
    reason: atOnce ? "subscription_update" : "upcoming",
    lines: [...prorations, ...own],
    period: atOnce ? { start: now, end: now } : currentPeriod(subscription),
    finalizesAt: null,
    prorationDate: at,
  });
  return withBalance(invoice, customer, atOnce ? now : end);
}
