import type Stripe from "stripe";
import { ACCOUNT_ID, ACCOUNT_NAME } from "../objects/account.ts";
import { newId, randomLetters } from "../state/ids.ts";
import { idOf, idOrNull, innerList } from "../state/references.ts";
import { DAY, nowOf } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";

export interface InvoiceDraft {
  customer: Stripe.Customer;
  subscription: Stripe.Subscription | null;
  reason: Stripe.Invoice.BillingReason;
  lines: Stripe.InvoiceLineItem[];
  period: { start: number; end: number };
  /** Unix seconds at which it is finalized by itself; null: only when asked. */
  finalizesAt: number | null;
  prorationDate?: number;
}

/** docs.stripe.com/api/invoices/object, from Stripe's own fixture (github.com/stripe/openapi, fixtures3.json, 2026-08-21). */
export function invoiceObject(world: World, id: string, draft: InvoiceDraft): Stripe.Invoice {
  const { customer, subscription } = draft;
  const now = nowOf(world, customer);
  const total = draft.lines.reduce((sum, line) => sum + line.amount, 0);
  const byMail = subscription?.collection_method === "send_invoice";
  return {
    id,
    object: "invoice",
    account_country: "US",
    account_name: ACCOUNT_NAME,
    account_tax_ids: null,
    amount_due: Math.max(0, total),
    amount_overpaid: 0,
    amount_paid: 0,
    amount_remaining: Math.max(0, total),
    amount_shipping: 0,
    application: null,
    attempt_count: 0,
    attempted: false,
    auto_advance: draft.finalizesAt !== null,
    automatic_tax: { disabled_reason: null, enabled: false, liability: null, provider: null, status: null },
    automatically_finalizes_at: draft.finalizesAt,
    billing_reason: draft.reason,
    collection_method: subscription?.collection_method ?? "charge_automatically",
    created: now,
    currency: draft.lines[0]?.currency ?? subscription?.currency ?? "usd",
    custom_fields: null,
    customer: customer.id,
    customer_account: null,
    customer_address: customer.address ?? null,
    customer_email: customer.email,
    customer_name: customer.name ?? null,
    customer_phone: customer.phone ?? null,
    customer_shipping: customer.shipping ?? null,
    customer_tax_exempt: customer.tax_exempt ?? "none",
    customer_tax_ids: [],
    default_payment_method: null,
    default_source: null,
    default_tax_rates: [],
    description: null,
    discounts: [],
    due_date: byMail ? now + (subscription?.days_until_due ?? 30) * DAY : null,
    effective_at: null,
    ending_balance: null,
    footer: null,
    from_invoice: null,
    hosted_invoice_url: null,
    invoice_pdf: null,
    issuer: { type: "self" },
    last_finalization_error: null,
    latest_revision: null,
    lines: innerList(
      draft.lines.map((line) => ({ ...line, invoice: id })),
      `/v1/invoices/${id}/lines`,
    ),
    livemode: false,
    metadata: {},
    next_payment_attempt: byMail ? null : draft.finalizesAt,
    number: null,
    on_behalf_of: null,
    parent:
      subscription === null
        ? null
        : {
            quote_details: null,
            subscription_details: {
              metadata: { ...subscription.metadata },
              subscription: subscription.id,
              ...(draft.prorationDate !== undefined && { subscription_proration_date: draft.prorationDate }),
            },
            type: "subscription_details",
          },
    payment_settings: { default_mandate: null, payment_method_options: null, payment_method_types: null },
    period_end: draft.period.end,
    period_start: draft.period.start,
    post_payment_credit_notes_amount: 0,
    pre_payment_credit_notes_amount: 0,
    receipt_number: null,
    rendering: { amount_tax_display: null, pdf: { page_size: "auto" }, template: null, template_version: null },
    shipping_cost: null,
    shipping_details: null,
    starting_balance: 0,
    statement_descriptor: null,
    status: "draft",
    status_transitions: { finalized_at: null, marked_uncollectible_at: null, paid_at: null, voided_at: null },
    subtotal: total,
    subtotal_excluding_tax: total,
    test_clock: idOrNull(customer.test_clock),
    total,
    total_discount_amounts: [],
    total_excluding_tax: total,
    total_pretax_credit_amounts: [],
    total_taxes: [],
    webhooks_delivered_at: null,
  } satisfies Stripe.Invoice;
}

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
