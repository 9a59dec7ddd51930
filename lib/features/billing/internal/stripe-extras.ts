import type Stripe from "stripe";
import { askStripe, isStripeError } from "#lib/platform/stripe.ts";
import type { Amount, BillingView, InvoiceLine } from "../model/billing-view.ts";
import type { Subscription } from "../model/subscription.ts";

const MOST_INVOICES = 24;

/** What the Billing page shows and we do not store: next invoice, card, invoices. @throws DomainError unavailable, and what Stripe refuses */
export async function stripeExtras(customer: string, subscription: Subscription | null): Promise<NonNullable<BillingView["fromStripe"]>> {
  const [next, { card, credit }, invoices] = await Promise.all([
    subscription === null ? null : nextInvoice(customer, subscription),
    cardAndCredit(customer, subscription),
    askStripe((stripe) => stripe.invoices.list({ customer, limit: MOST_INVOICES })),
  ]);
  return { next, card, credit, invoices: invoices.data.map(lineOf) };
}

/** Null when none will come: the subscription has ended or will end. */
async function nextInvoice(customer: string, { id, status, cancelAt, currentPeriodEnd }: Subscription): Promise<{ amount: Amount; at: string } | null> {
  if (cancelAt !== null || (status !== "active" && status !== "trialing")) return null;
  try {
    const invoice = await askStripe((stripe) => stripe.invoices.createPreview({ customer, subscription: id }));
    // When it is made; Stripe collects it about an hour later.
    return { amount: amountOf(invoice.amount_due, invoice.currency), at: new Date(currentPeriodEnd).toISOString() };
  } catch (error) {
    // Stripe's answer for "there is none".
    if (isStripeError(error) && error.code === "invoice_upcoming_none") return null;
    throw error;
  }
}

/** The card that Stripe charges: the subscription's own, else the customer's. And what Stripe owes the customer. */
async function cardAndCredit(customerId: string, subscription: Subscription | null) {
  const [customer, paid] = await Promise.all([
    askStripe((stripe) => stripe.customers.retrieve(customerId, { expand: ["invoice_settings.default_payment_method"] })),
    subscription === null ? null : askStripe((stripe) => stripe.subscriptions.retrieve(subscription.id, { expand: ["default_payment_method"] })),
  ]);
  if (customer.deleted) return { card: null, credit: null };
  const card = cardIn(paid?.default_payment_method) ?? cardIn(customer.invoice_settings.default_payment_method);
  const credit = customer.balance < 0 && customer.currency ? amountOf(-customer.balance, customer.currency) : null;
  return { card, credit };
}

function cardIn(method: string | Stripe.PaymentMethod | null | undefined): { brand: string; last4: string; expires: string } | null {
  if (typeof method === "string" || method?.card === undefined) return null;
  const { brand, last4, exp_month: month, exp_year: year } = method.card;
  return { brand, last4, expires: `${String(month).padStart(2, "0")}/${year}` };
}

function lineOf(invoice: Stripe.Invoice): InvoiceLine {
  return {
    id: invoice.id ?? "",
    number: invoice.number,
    at: new Date(invoice.created * 1000).toISOString(),
    total: amountOf(invoice.total, invoice.currency),
    status: invoice.status ?? "draft",
    url: invoice.hosted_invoice_url ?? null,
  };
}

function amountOf(minor: number, currency: string): Amount {
  return { minor, currency: currency.toUpperCase() };
}
