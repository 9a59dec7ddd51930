import type Stripe from "stripe";
import { docUrl } from "../http/errors.ts";
import { idOrNull } from "../state/references.ts";
import { DAY, nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";
import { AUTHENTICATION_REQUIRED, type Decline, declineOf } from "./cards.ts";
import { customerOf, markPaid, subscriptionOf } from "./invoices.ts";
import { resumptionRetries } from "./pause.ts";
import { chargeObject, invoicePaymentObject, paymentIntentObject } from "./payment-objects.ts";

/** How a try to pay went. `none`: there is no card. `unauthenticated`: the bank wants to ask its holder first. */
export type Outcome =
  | { kind: "paid" }
  | { kind: "none" }
  | { kind: "unauthenticated"; decline: Decline; intent: Stripe.PaymentIntent }
  | { kind: "declined"; decline: Decline; intent: Stripe.PaymentIntent; charge: Stripe.Charge };

/**
 * The card that an invoice is paid with: its own, the subscription's, then the customer's
 * (docs.stripe.com/billing/collection-method#which-payment-method).
 */
export function cardFor(
  world: World,
  invoice: Pick<Stripe.Invoice, "default_payment_method">,
  subscription: Stripe.Subscription | null,
  customer: Stripe.Customer,
): Stripe.PaymentMethod | null {
  const id =
    idOrNull(invoice.default_payment_method) ?? idOrNull(subscription?.default_payment_method) ?? idOrNull(customer.invoice_settings.default_payment_method);
  return id === null ? null : (world.paymentMethods.get(id) ?? null);
}

function orderedDecline(world: World, customer: string): World["orderedDeclines"][number] | undefined {
  return world.orderedDeclines.find((one) => one.left > 0 && (one.customer === null || one.customer === customer));
}

/** The decline that a charge would meet now; null: it would succeed. Nothing is charged. */
export function declineAhead(world: World, customer: string, card: Stripe.PaymentMethod): Decline | null {
  const code = orderedDecline(world, customer)?.code ?? world.cards.get(card.id)?.declines ?? null;
  return code === null ? null : declineOf(code);
}

/** One of the declines that were ordered for the customer, if there are any, and uses it up. */
export function takeOrderedDecline(world: World, customer: string): Decline | null {
  const ordered = orderedDecline(world, customer);
  if (!ordered) return null;
  ordered.left--;
  return declineOf(ordered.code);
}

/** The payment intent of an open invoice, made when it is first needed. */
export function intentOf(world: World, invoice: Stripe.Invoice): Stripe.PaymentIntent {
  for (const payment of world.invoicePayments.ofOwner(invoice.id)) {
    const known = world.paymentIntents.get(idOrNull(payment.payment.payment_intent) ?? "");
    if (known) return known;
  }
  const now = nowOf(world, invoice);
  const intent = world.paymentIntents.add(paymentIntentObject(invoice, now));
  world.invoicePayments.add(invoicePaymentObject(invoice, intent, now));
  emit(world, "payment_intent.created", intent);
  return intent;
}

/**
 * Tries to pay an open invoice: the payment intent, the charge, the invoice and their events. What that means for the
 * subscription is not decided here.
 * @param by `schedule`: counts for the retries; a person's tries count only if they are the first (docs.stripe.com/api/invoices/object#invoice_object-attempt_count)
 */
export function attemptPayment(world: World, invoice: Stripe.Invoice, options: { by: "schedule" | "person"; card?: Stripe.PaymentMethod | null }): Outcome {
  if (invoice.amount_due === 0) {
    markPaid(world, invoice);
    return { kind: "paid" };
  }
  const customer = customerOf(world, invoice);
  const card = options.card ?? cardFor(world, invoice, subscriptionOf(world, invoice), customer);
  const intent = intentOf(world, invoice);
  if (options.by === "schedule" || invoice.attempt_count === 0) invoice.attempt_count++;
  invoice.attempted = true;
  if (card === null) {
    failInvoice(world, invoice, customer);
    return { kind: "none" };
  }
  const decline = declineAhead(world, customer.id, card);
  if (decline) takeOrderedDecline(world, customer.id);
  if (decline?.code === AUTHENTICATION_REQUIRED) {
    askHolder(world, intent, card);
    failInvoice(world, invoice, customer);
    emit(world, "invoice.payment_action_required", invoice);
    return { kind: "unauthenticated", decline, intent };
  }
  const charge = world.charges.add(chargeObject(intent, card, decline, nowOf(world, customer)));
  intent.latest_charge = charge.id;
  if (decline) {
    declineIntent(world, intent, card, charge, decline);
    failInvoice(world, invoice, customer);
    return { kind: "declined", decline, intent, charge };
  }
  emit(world, "charge.succeeded", charge);
  succeedIntent(world, invoice, intent, card);
  markPaid(world, invoice);
  return { kind: "paid" };
}

function succeedIntent(world: World, invoice: Stripe.Invoice, intent: Stripe.PaymentIntent, card: Stripe.PaymentMethod): void {
  intent.status = "succeeded";
  intent.payment_method = card.id;
  intent.amount_received = intent.amount;
  intent.last_payment_error = null;
  intent.next_action = null;
  emit(world, "payment_intent.succeeded", intent);
  for (const payment of world.invoicePayments.ofOwner(invoice.id)) {
    if (idOrNull(payment.payment.payment_intent) !== intent.id) continue;
    payment.status = "paid";
    payment.amount_paid = intent.amount;
    payment.status_transitions.paid_at = nowOf(world, invoice);
    emit(world, "invoice_payment.paid", payment);
  }
}

/** docs.stripe.com/billing/subscriptions/overview#requires-action. */
function askHolder(world: World, intent: Stripe.PaymentIntent, card: Stripe.PaymentMethod): void {
  intent.status = "requires_action";
  intent.payment_method = card.id;
  intent.next_action = { type: "use_stripe_sdk", use_stripe_sdk: {} };
  emit(world, "payment_intent.requires_action", intent);
}

function declineIntent(world: World, intent: Stripe.PaymentIntent, card: Stripe.PaymentMethod, charge: Stripe.Charge, decline: Decline): void {
  intent.status = "requires_payment_method";
  intent.payment_method = null;
  intent.last_payment_error = {
    charge: charge.id,
    code: decline.code as Stripe.PaymentIntent.LastPaymentError.Code,
    ...(decline.code === "card_declined" && { decline_code: decline.declineCode }),
    doc_url: docUrl(decline.code),
    message: decline.message,
    payment_method: card,
    type: "card_error",
  } satisfies Stripe.PaymentIntent.LastPaymentError;
  emit(world, "charge.failed", charge);
  emit(world, "payment_intent.payment_failed", intent);
}

/** An invoice that could not be paid gets its next try, except the first of a subscription, which waits for a person. */
function failInvoice(world: World, invoice: Stripe.Invoice, customer: Stripe.Customer): void {
  const subscription = subscriptionOf(world, invoice);
  const retried =
    subscription !== null &&
    (resumptionRetries(world, subscription, invoice) ?? !["incomplete", "paused", "canceled", "incomplete_expired"].includes(subscription.status));
  const waits = world.settings.retryDays[invoice.attempt_count - 1];
  const now = nowOf(world, customer);
  // A person's try in between leaves the next one where it was.
  const stands = invoice.next_payment_attempt !== null && invoice.next_payment_attempt > now;
  if (!stands) invoice.next_payment_attempt = retried && waits !== undefined ? now + waits * DAY : null;
  emit(world, "invoice.payment_failed", invoice);
  if (retried && !customer.delinquent) change(world, "customer.updated", customer, () => (customer.delinquent = true));
}
