import type Stripe from "stripe";
import { askStripe, isStripeError } from "#lib/platform/stripe.ts";
import type { Amount, BillingView, InvoiceLine } from "../model/billing-view.ts";
import type { Subscription } from "../model/subscription.ts";

const MOST_INVOICES = 24;

/** What the Billing page shows and we do not store: next invoice, card, invoices. @throws DomainError unavailable, and what Stripe refuses */
export async function stripeExtras(customer: string, subscription: Subscription | null): Promise<NonNullable<BillingView["fromStripe"]>> {
  const [next, card, invoices] = await Promise.all([
    subscription === null ? null : nextInvoice(customer, subscription),
    cardOf(customer),
    askStripe((stripe) => stripe.invoices.list({ customer, limit: MOST_INVOICES })),
  ]);
  return { next, card, invoices: invoices.data.map(lineOf) };
}

/** Null when none will come: the subscription has ended or will end. */
async function nextInvoice(customer: string, { id, status, cancelAt }: Subscription): Promise<{ amount: Amount; at: string } | null> {
  if (cancelAt !== null || (status !== "active" && status !== "trialing")) return null;
  try {
    const invoice = await askStripe((stripe) => stripe.invoices.createPreview({ customer, subscription: id }));
    const at = invoice.next_payment_attempt ?? invoice.period_end;
    return { amount: amountOf(invoice.amount_due, invoice.currency), at: new Date(at * 1000).toISOString() };
  } catch (error) {
    // Stripe's answer for "there is none".
    if (isStripeError(error) && error.code === "invoice_upcoming_none") return null;
    throw error;
  }
}

async function cardOf(customer: string): Promise<{ brand: string; last4: string; expires: string } | null> {
  const methods = await askStripe((stripe) => stripe.customers.listPaymentMethods(customer, { type: "card", limit: 1 }));
  const card = methods.data[0]?.card;
  if (card === undefined) return null;
  return { brand: card.brand, last4: card.last4, expires: `${String(card.exp_month).padStart(2, "0")}/${card.exp_year}` };
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
