import type Stripe from "stripe";
import { cardError } from "../billing/cards.ts";
import { payInvoice } from "../billing/collect.ts";
import { currentPeriod } from "../billing/due.ts";
import { setupIntentObject } from "../billing/payment-objects.ts";
import { updateSubscription } from "../billing/update-subscription.ts";
import { invalidRequest, noSuch } from "../http/errors.ts";
import type { Answer } from "../http/server.ts";
import { attachCard, createCard } from "../resources/payment-methods.ts";
import { pricesOffered } from "../resources/portal-configurations.ts";
import { cancelNow, setPortalCancellation } from "../resources/subscription-update.ts";
import { nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";
import { readCard } from "./card-fields.ts";
import { seeOther, sorry } from "./layout.ts";

export interface PortalVisit {
  world: World;
  session: Stripe.BillingPortal.Session;
  customer: Stripe.Customer;
  configuration: Stripe.BillingPortal.Configuration;
  /** The path of the session's page. */
  base: string;
}

/** What a customer does in the portal. @throws StripeError: said on the page */
export function act(visit: PortalVisit, action: string, form: URLSearchParams): Answer {
  const { features } = visit.configuration;
  if (action === "card" && features.payment_method_update.enabled) return changeCard(visit, form);
  if (action === "pay") return pay(visit, form);
  if (action === "plan" && features.subscription_update.enabled) return changePlan(visit, form);
  if (action === "cancel" && features.subscription_cancel.enabled) return cancel(visit, form);
  if (action === "resume" && features.subscription_cancel.enabled) return resume(visit, form);
  return sorry("This is not possible here", "The portal's settings do not allow it.");
}

/** A subscription of this customer, never of another. */
export function ownSubscription({ world, customer }: PortalVisit, id: string | null): Stripe.Subscription {
  const found = world.subscriptions.ofOwner(customer.id).find((subscription) => subscription.id === id);
  if (!found) throw noSuch("subscription", id ?? "");
  return found;
}

/** Where a flow was to lead, else the portal with a word of what was done. */
function finished({ session, base }: PortalVisit, done: string): Answer {
  const after = session.flow?.after_completion;
  return seeOther(after?.type === "redirect" && after.redirect ? after.redirect.return_url : `${base}?done=${encodeURIComponent(done)}`);
}

/** docs.stripe.com/customer-management/configure-portal: the new card becomes the default one, and is used for what is open if asked for. */
function changeCard(visit: PortalVisit, form: URLSearchParams): Answer {
  const { world, customer } = visit;
  const given = readCard(form);
  if ("error" in given) throw invalidRequest(given.error);
  if ("ask" in given) return given.ask;
  const now = nowOf(world, customer);
  const card = attachCard(
    world,
    createCard(world, given.card, { expiry: given.expiry, billing: { email: customer.email, name: customer.name ?? null }, at: now }).id,
    customer,
  );
  const intent = world.setupIntents.add(setupIntentObject(customer.id, card.id, now));
  emit(world, "setup_intent.created", intent);
  emit(world, "setup_intent.succeeded", intent);
  change(world, "customer.updated", customer, () => (customer.invoice_settings.default_payment_method = card.id));
  for (const subscription of world.subscriptions.ofOwner(customer.id)) {
    if (subscription.default_payment_method === null || ["canceled", "incomplete_expired"].includes(subscription.status)) continue;
    change(world, "customer.subscription.updated", subscription, () => (subscription.default_payment_method = card.id));
  }
  if (form.get("pay") !== "1") return finished(visit, "Your card was saved.");
  for (const invoice of world.invoices.ofOwner(customer.id)) if (invoice.status === "open") payOrTell(world, invoice);
  return finished(visit, "Your card was saved and the open invoices are paid.");
}

function payOrTell(world: World, invoice: Stripe.Invoice): void {
  const outcome = payInvoice(world, invoice, { by: "person" });
  if (outcome.kind === "none") throw invalidRequest("There is no card to pay with.");
  if (outcome.kind === "declined" || outcome.kind === "unauthenticated") throw cardError(outcome.decline);
}

function pay(visit: PortalVisit, form: URLSearchParams): Answer {
  const invoice = visit.world.invoices.ofOwner(visit.customer.id).find(({ id }) => id === form.get("invoice"));
  if (invoice?.status !== "open" && invoice?.status !== "paid") throw invalidRequest("This invoice is not open any more.");
  if (invoice.status === "open") payOrTell(visit.world, invoice);
  return finished(visit, "The invoice is paid.");
}

function changePlan(visit: PortalVisit, form: URLSearchParams): Answer {
  const { world, configuration } = visit;
  const subscription = ownSubscription(visit, form.get("subscription"));
  const price = pricesOffered(world, configuration).find(({ id }) => id === form.get("price"));
  const [item] = subscription.items.data;
  if (!price || !item) throw invalidRequest("This plan is not on offer.");
  const { proration_behavior: prorations, trial_update_behavior: trial } = configuration.features.subscription_update;
  updateSubscription(world, subscription, {
    items: [{ id: item.id, price: price.id }],
    ...(subscription.status === "trialing" && trial === "end_trial" && { trialEnd: "now" as const }),
    prorationBehavior: prorations as "always_invoice" | "create_prorations" | "none",
    paymentBehavior: "error_if_incomplete",
  });
  return finished(visit, "Your plan was changed.");
}

function cancel(visit: PortalVisit, form: URLSearchParams): Answer {
  const { world, configuration } = visit;
  const subscription = ownSubscription(visit, form.get("subscription"));
  if (subscription.ended_at !== null) return finished(visit, "Your subscription is cancelled.");
  const { mode, proration_behavior: prorations } = configuration.features.subscription_cancel;
  if (mode === "immediately" || subscription.status === "incomplete")
    cancelNow(world, subscription, { prorate: prorations !== "none", invoiceNow: prorations === "always_invoice" });
  else change(world, "customer.subscription.updated", subscription, () => setPortalCancellation(world, subscription, true));
  return finished(visit, subscription.ended_at === null ? "Your subscription will be cancelled at the end of its period." : "Your subscription is cancelled.");
}

function resume(visit: PortalVisit, form: URLSearchParams): Answer {
  const subscription = ownSubscription(visit, form.get("subscription"));
  if (subscription.ended_at !== null || currentPeriod(subscription).end <= nowOf(visit.world, visit.customer))
    throw invalidRequest("This subscription is over already.");
  change(visit.world, "customer.subscription.updated", subscription, () => setPortalCancellation(visit.world, subscription, false));
  return finished(visit, "Your subscription goes on.");
}
