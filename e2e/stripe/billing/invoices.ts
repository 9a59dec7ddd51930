import type Stripe from "stripe";
import { ACCOUNT_ID } from "../objects/account.ts";
import { type InvoiceDraft, invoiceObject } from "../objects/invoice.ts";
import { newId, randomLetters } from "../state/ids.ts";
import { idOf, idOrNull } from "../state/references.ts";
import { nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";

/** Makes a draft and says so; the subscription names it as its latest. @param id one that was promised already */
export function createInvoice(world: World, draft: InvoiceDraft, id = newId("in")): Stripe.Invoice {
  const invoice = world.invoices.add(invoiceObject(world, id, draft));
  if (draft.subscription) draft.subscription.latest_invoice = invoice.id;
  for (const line of invoice.lines.data) {
    const item = world.invoiceItems.get(line.parent?.invoice_item_details?.invoice_item ?? "");
    if (item) item.invoice = invoice.id;
  }
  emit(world, "invoice.created", invoice);
  return invoice;
}

/** The customer that an invoice of ours always has. */
export function customerOf(world: World, invoice: Stripe.Invoice): Stripe.Customer {
  const customer = world.customers.get(idOrNull(invoice.customer) ?? "");
  if (!customer) throw new Error(`invoice ${invoice.id} has no customer`);
  return customer;
}

export function subscriptionOf(world: World, invoice: Stripe.Invoice): Stripe.Subscription | null {
  const id = idOrNull(invoice.parent?.subscription_details?.subscription);
  return id === null ? null : (world.subscriptions.get(id) ?? null);
}

/**
 * Draft to open (docs.stripe.com/invoicing/integration/workflow-transitions): it gets a number, uses up the customer's balance,
 * and makes its payment intent. One that asks for nothing is paid at once.
 */
export function finalizeInvoice(world: World, invoice: Stripe.Invoice): void {
  const customer = customerOf(world, invoice);
  const now = nowOf(world, customer);
  applyBalance(world, invoice, customer);
  invoice.number = `${customer.invoice_prefix}-${String(customer.next_invoice_sequence).padStart(4, "0")}`;
  customer.next_invoice_sequence = (customer.next_invoice_sequence ?? 1) + 1;
  invoice.status = "open";
  invoice.status_transitions.finalized_at = now;
  invoice.effective_at = now;
  invoice.automatically_finalizes_at = null;
  invoice.next_payment_attempt = null;
  const token = `test_${randomLetters(32)}`;
  invoice.hosted_invoice_url = `${world.origin}/i/${ACCOUNT_ID}/${invoice.id}?s=${token}`;
  invoice.invoice_pdf = `${world.origin}/i/${ACCOUNT_ID}/${invoice.id}/pdf?s=${token}`;
  emit(world, "invoice.finalized", invoice);
}

/** docs.stripe.com/billing/customer/balance: a credit pays, a total below zero becomes a credit. */
function applyBalance(world: World, invoice: Stripe.Invoice, customer: Stripe.Customer): void {
  invoice.starting_balance = customer.balance;
  const due = Math.max(0, invoice.total + customer.balance);
  const left = invoice.total + customer.balance - due;
  if (left !== customer.balance) change(world, "customer.updated", customer, () => (customer.balance = left));
  invoice.ending_balance = left;
  invoice.amount_due = due;
  invoice.amount_remaining = due;
}

export function markPaid(world: World, invoice: Stripe.Invoice): void {
  const customer = customerOf(world, invoice);
  invoice.status = "paid";
  invoice.amount_paid = invoice.amount_due;
  invoice.amount_remaining = 0;
  invoice.attempted = true;
  invoice.next_payment_attempt = null;
  invoice.auto_advance = false;
  invoice.status_transitions.paid_at = nowOf(world, customer);
  emit(world, "invoice.paid", invoice);
  emit(world, "invoice.payment_succeeded", invoice);
  if (customer.delinquent) change(world, "customer.updated", customer, () => (customer.delinquent = false));
}

/** docs.stripe.com/api/invoices/void: it asks for nothing any more. */
export function voidInvoice(world: World, invoice: Stripe.Invoice): void {
  invoice.status = "void";
  invoice.auto_advance = false;
  invoice.next_payment_attempt = null;
  invoice.status_transitions.voided_at = nowOf(world, invoice);
  for (const payment of world.invoicePayments.ofOwner(invoice.id)) {
    const intent = world.paymentIntents.get(idOrNull(payment.payment.payment_intent) ?? "");
    if (!intent || intent.status === "succeeded") continue;
    intent.status = "canceled";
    intent.canceled_at = nowOf(world, invoice);
    intent.cancellation_reason = "void_invoice";
    payment.status = "canceled";
    payment.status_transitions.canceled_at = intent.canceled_at;
    emit(world, "payment_intent.canceled", intent);
  }
  emit(world, "invoice.voided", invoice);
}

/** Invoices of a subscription, newest first. */
export function invoicesOf(world: World, subscription: Stripe.Subscription): Stripe.Invoice[] {
  return [...world.invoices.newestFirst(idOf(subscription.customer))].filter((invoice) => subscriptionOf(world, invoice)?.id === subscription.id);
}
