import type Stripe from "stripe";
import { StripeError } from "../http/errors.ts";
import { createCustomer } from "../resources/customers.ts";
import { attachCard, createCard } from "../resources/payment-methods.ts";
import { idOrNull } from "../state/references.ts";
import { DAY, nowForCustomer } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";
import { cardError, declineOf, type testCardByNumber } from "./cards.ts";
import { setupIntentObject } from "./payment-objects.ts";
import { takeOrderedDecline } from "./payments.ts";
import { startSubscription } from "./start-subscription.ts";

export interface CheckoutForm {
  email: string;
  name: string;
  card: NonNullable<ReturnType<typeof testCardByNumber>> | null;
}

/**
 * What happens when a customer presses the button of the checkout page (docs.stripe.com/payments/checkout/how-checkout-works,
 * docs.stripe.com/billing/subscriptions/build-subscriptions): customer, card, subscription, first invoice, session.
 * @throws StripeError 402: the bank refused, the session stays open and nothing was made
 */
export function completeCheckout(world: World, session: Stripe.Checkout.Session, form: CheckoutForm): Stripe.Subscription {
  const order = world.orders.get(session.id);
  if (!order) throw new Error(`checkout session ${session.id} has no order`);
  const known = idOrNull(session.customer);
  const now = nowForCustomer(world, known);
  const trialEnd = order.trialEnd ?? (order.trialPeriodDays === null ? null : now + order.trialPeriodDays * DAY);
  refuseAhead(world, known ?? "", form.card, trialEnd === null && (session.amount_total ?? 0) > 0);

  const customer = (known === null ? undefined : world.customers.get(known)) ?? newCustomer(world, form);
  const card = form.card && attachCard(world, createCard(world, form.card, { billing: { email: form.email, name: form.name }, at: now }).id, customer);
  if (card && trialEnd !== null) keepForLater(world, customer, card, now);
  const { subscription, invoice } = startSubscription(
    world,
    {
      customer,
      items: order.items.flatMap(({ price, quantity }) => {
        const found = world.prices.get(price);
        return found ? [{ price: found, quantity, metadata: {} }] : [];
      }),
      trialEnd,
      billingCycleAnchor: null,
      defaultPaymentMethod: card?.id ?? null,
      missingPaymentMethod: order.missingPaymentMethod,
      collectionMethod: "charge_automatically",
      daysUntilDue: null,
      metadata: order.metadata,
      description: order.description,
      billingMode: order.billingMode,
      paymentSettings: null,
    },
    { charge: true, announce: "incomplete" },
  );
  complete(world, session, { customer, subscription, invoice, form });
  return subscription;
}

function newCustomer(world: World, form: CheckoutForm): Stripe.Customer {
  const customer = createCustomer(world, { email: form.email, name: form.name });
  emit(world, "customer.created", customer);
  return customer;
}

/** A card that refuses leaves everything as it was. */
function refuseAhead(world: World, customer: string, card: CheckoutForm["card"], charged: boolean): void {
  if (card === null) {
    if (charged) throw new StripeError(402, { type: "card_error", code: "incorrect_number", message: "Enter a card." });
    return;
  }
  const { declines, attaches } = card.conduct;
  if (declines !== null && (charged || !attaches)) throw cardError(declineOf(declines));
  const ordered = charged ? takeOrderedDecline(world, customer) : null;
  if (ordered) throw cardError(ordered);
}

/** docs.stripe.com/payments/setup-intents: nothing is charged now. */
function keepForLater(world: World, customer: Stripe.Customer, card: Stripe.PaymentMethod, now: number): void {
  const intent = world.setupIntents.add(setupIntentObject(customer.id, card.id, now));
  emit(world, "setup_intent.created", intent);
  emit(world, "setup_intent.succeeded", intent);
}

function complete(
  world: World,
  session: Stripe.Checkout.Session,
  made: { customer: Stripe.Customer; subscription: Stripe.Subscription; invoice: Stripe.Invoice; form: CheckoutForm },
): void {
  const { customer, subscription, invoice, form } = made;
  session.customer = customer.id;
  world.checkoutSessions.changedOwner(session);
  session.customer_details = {
    address: null,
    business_name: null,
    email: form.email,
    individual_name: null,
    name: form.name,
    phone: null,
    tax_exempt: "none",
    tax_ids: [],
  };
  session.subscription = subscription.id;
  session.invoice = invoice.id;
  session.status = "complete";
  session.payment_status = subscription.status === "trialing" || invoice.amount_due === 0 ? "no_payment_required" : "paid";
  session.url = null;
  if (customer.name === null && form.name !== "") change(world, "customer.updated", customer, () => (customer.name = form.name));
  emit(world, "checkout.session.completed", session);
}
