import Stripe from "stripe";
import { planOf } from "../objects/subscription.ts";
import type { OlderFacts } from "../state/older-facts.ts";
import { invalidRequest } from "./errors.ts";

/** The oldest one that docs.stripe.com/upgrades tells of. */
const FIRST_VERSION = "2011-06-21";

/** docs.stripe.com/api/versioning: the one that stripe-node pins is the account's. @throws StripeError 400 for what is none */
export function readVersion(header: string | undefined): string {
  if (header === undefined || header === "") return Stripe.API_VERSION;
  const [, date] = /^(\d{4}-\d{2}-\d{2})(\.[a-z]+)?(; [\w=;. ]+)?$/.exec(header) ?? [];
  const known = date !== undefined && !Number.isNaN(Date.parse(date)) && date >= FIRST_VERSION && date <= Stripe.API_VERSION.slice(0, 10);
  if (!known) throw invalidRequest(`Invalid Stripe API version: ${header}`);
  return header;
}

/** docs.stripe.com/changelog/basil: with it periods went to the items, and what an invoice is for to `parent`. */
export function isBeforeBasil(version: string): boolean {
  return version < "2025-03-31";
}

/** docs.stripe.com/changelog/clover/2025-09-30: until then a subscription was in classic mode unless asked otherwise. */
export function defaultBillingMode(version: string): "classic" | "flexible" {
  return version < "2025-09-30" ? "classic" : "flexible";
}

type Fields = Record<string, unknown>;

/**
 * An answer as clients of before 2025-03-31.basil know it (docs.stripe.com/changelog/basil): subscriptions, invoices and their lines
 * with the fields of that time. All else keeps the current form.
 */
export function inVersion<T>(value: T, version: string, facts: OlderFacts): T {
  return isBeforeBasil(version) ? (older(structuredClone(value), facts) as T) : value;
}

function older(value: unknown, facts: OlderFacts): unknown {
  if (Array.isArray(value)) return value.map((entry) => older(entry, facts));
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Fields;
  for (const key of Object.keys(fields)) fields[key] = older(fields[key], facts);
  if (fields.object === "subscription") olderSubscription(fields);
  if (fields.object === "invoice") olderInvoice(fields, facts);
  if (fields.object === "line_item") olderLine(fields, facts);
  if (fields.object === "checkout.session" && fields.ui_mode === "hosted_page") fields.ui_mode = "hosted";
  return fields;
}

function olderSubscription(fields: Fields): void {
  const [item] = ((fields.items as Fields | undefined)?.data ?? []) as Fields[];
  fields.current_period_start = item?.current_period_start ?? fields.start_date;
  fields.current_period_end = item?.current_period_end ?? fields.start_date;
  fields.discount = null;
}

function olderInvoice(fields: Fields, facts: OlderFacts): void {
  const details = ((fields.parent as Fields | null)?.subscription_details ?? null) as Fields | null;
  fields.subscription = details?.subscription ?? null;
  fields.subscription_details = details && { metadata: details.metadata };
  fields.paid = fields.status === "paid";
  Object.assign(fields, { application_fee_amount: null, discount: null, quote: null, tax: null, total_tax_amounts: [], transfer_data: null });
  Object.assign(fields, facts.paymentOf(String(fields.id)));
}

function olderLine(fields: Fields, facts: OlderFacts): void {
  const parent = fields.parent as Fields;
  const item = parent.subscription_item_details as Fields | null;
  const added = parent.invoice_item_details as Fields | null;
  const pricing = fields.pricing as { price_details?: { price: string } } | null;
  const price = facts.price(pricing?.price_details?.price ?? "") ?? null;
  fields.type = item ? "subscription" : "invoiceitem";
  fields.price = price;
  fields.plan = price && planOf(price);
  fields.proration = (item ?? added)?.proration ?? false;
  fields.proration_details = (item ?? added)?.proration_details ?? { credited_items: null };
  if (item) fields.subscription_item = item.subscription_item;
  if (added) fields.invoice_item = added.invoice_item;
  Object.assign(fields, {
    amount_excluding_tax: fields.amount,
    tax_amounts: [],
    tax_rates: [],
    unit_amount_excluding_tax: pricing && price?.unit_amount_decimal,
  });
}
