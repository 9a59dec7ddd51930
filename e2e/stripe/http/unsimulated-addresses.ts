import { notSimulated, type StripeError } from "./errors.ts";

/** Resources of Stripe's API of which nothing is simulated, by the first part of their address (docs.stripe.com/api). */
const RESOURCES =
  "account_links account_sessions accounts apple_pay application_fees apps balance_settings balance_transactions billing climate confirmation_tokens country_specs coupons credit_notes customer_sessions disputes entitlements ephemeral_keys exchange_rates file_links files financial_connections forwarding identity invoice_rendering_templates issuing mandates payment_attempt_records payment_links payment_method_configurations payment_method_domains payment_records payouts plans product_catalog promotion_codes quotes radar refunds reporting reviews setup_attempts shipping_rates sigma sources subscription_schedules tax tax_codes tax_ids tax_rates terminal three_d_secure tokens topups transfers treasury".split(
    " ",
  );

/** Of resources that are simulated the addresses that are not; `*` is an id. */
const ADDRESSES = [
  "POST /charges /charges/* /charges/*/capture",
  "DELETE /customers/*/discount /customers/*/sources/* /customers/*/tax_ids/*",
  "GET /customers/*/balance_transactions /customers/*/balance_transactions/* /customers/*/cash_balance /customers/*/cash_balance_transactions",
  "GET /customers/*/cash_balance_transactions/* /customers/*/sources /customers/*/sources/* /customers/*/tax_ids /customers/*/tax_ids/*",
  "POST /customers/*/balance_transactions /customers/*/balance_transactions/* /customers/*/cash_balance /customers/*/funding_instructions",
  "POST /customers/*/sources /customers/*/sources/* /customers/*/sources/*/verify /customers/*/tax_ids",
  "POST /invoiceitems /invoiceitems/*",
  "DELETE /invoiceitems/*",
  "POST /invoices /invoices/*/add_lines /invoices/*/attach_payment /invoices/*/lines/* /invoices/*/remove_lines /invoices/*/update_lines",
  "GET /payment_intents/*/amount_details_line_items",
  "POST /payment_intents /payment_intents/* /payment_intents/*/apply_customer_balance /payment_intents/*/cancel /payment_intents/*/capture",
  "POST /payment_intents/*/increment_authorization /payment_intents/*/verify_microdeposits",
  "GET /products/*/features /products/*/features/*",
  "POST /products/*/features",
  "DELETE /products/*/features/*",
  "POST /setup_intents /setup_intents/* /setup_intents/*/cancel /setup_intents/*/confirm /setup_intents/*/verify_microdeposits",
  "POST /subscriptions/*/migrate /subscriptions/*/pause",
  "DELETE /subscriptions/*/discount",
].flatMap((line) => {
  const [method = "", ...paths] = line.split(" ");
  return paths.map((path) => ({ method, pattern: new RegExp(`^/v1${path.replaceAll("*", "[^/]+")}$`) }));
});

/**
 * Whether an address is one of Stripe's that is not simulated: then it is not said to be unknown.
 * @returns the refusal; null: Stripe has no such address either
 */
export function unsimulatedAddress(method: string, path: string): StripeError | null {
  const [, version, first = "", second = ""] = path.split("/");
  const test = first === "test_helpers" && second !== "test_clocks" && second !== "";
  const known = version === "v2" || test || RESOURCES.includes(first) || ADDRESSES.some((one) => one.method === method && one.pattern.test(path));
  return known ? notSimulated(`${method} ${path}`) : null;
}
