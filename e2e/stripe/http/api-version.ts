import Stripe from "stripe";
import { invalidRequest } from "./errors.ts";

/** docs.stripe.com/api/versioning: the one that stripe-node pins is the account's. @throws StripeError 400 for what is none */
export function readVersion(header: string | undefined): string {
  if (header === undefined || header === "") return Stripe.API_VERSION;
  if (!/^\d{4}-\d{2}-\d{2}(\.[a-z]+)?(; [\w=;. ]+)?$/.test(header)) throw invalidRequest(`Invalid Stripe API version: ${header}`);
  return header;
}

type Fields = Record<string, unknown>;

/**
 * An answer as clients of before 2025-03-31.basil know it: there, a subscription had the period that its items have now, and an
 * invoice named its subscription, its payment intent, its charge and whether it was paid (docs.stripe.com/changelog/basil). All else
 * keeps the current form.
 * @param paymentOf the payment intent and the charge of an invoice
 */
export function inVersion<T>(value: T, version: string, paymentOf: (invoice: string) => { payment_intent: string | null; charge: string | null }): T {
  if (version >= "2025-03-31") return value;
  return downgrade(structuredClone(value), paymentOf) as T;
}

function downgrade(value: unknown, paymentOf: (invoice: string) => object): unknown {
  if (Array.isArray(value)) return value.map((entry) => downgrade(entry, paymentOf));
  if (typeof value !== "object" || value === null) return value;
  const fields = value as Fields;
  for (const key of Object.keys(fields)) fields[key] = downgrade(fields[key], paymentOf);
  if (fields.object === "subscription") {
    const [item] = ((fields.items as Fields | undefined)?.data ?? []) as Fields[];
    fields.current_period_start = item?.current_period_start ?? fields.start_date;
    fields.current_period_end = item?.current_period_end ?? fields.start_date;
  }
  if (fields.object === "invoice") {
    const details = ((fields.parent as Fields | null)?.subscription_details ?? null) as Fields | null;
    fields.subscription = details?.subscription ?? null;
    fields.subscription_details = details && { metadata: details.metadata };
    fields.paid = fields.status === "paid";
    fields.tax = null;
    Object.assign(fields, paymentOf(String(fields.id)));
  }
  return fields;
}
