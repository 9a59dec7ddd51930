import type Stripe from "stripe";

export const ACCOUNT_ID = "acct_1LocalStripe0000";
export const ACCOUNT_NAME = "RetentBase (local)";

/** docs.stripe.com/api/accounts/object, from Stripe's own fixture (github.com/stripe/openapi, fixtures3.json, 2026-08-21), trimmed. */
export function accountObject(): Stripe.Account {
  return {
    id: ACCOUNT_ID,
    object: "account",
    business_profile: null,
    business_type: null,
    capabilities: { card_payments: "active", transfers: "active" },
    charges_enabled: true,
    controller: { type: "account" },
    country: "US",
    created: 1_234_567_890,
    default_currency: "usd",
    details_submitted: true,
    email: "site@stripe.com",
    metadata: {},
    payouts_enabled: true,
    type: "standard",
  } satisfies Stripe.Account;
}

/** docs.stripe.com/api/balance/balance_object, from the same fixtures. Money that was paid here is not added up. */
export function balanceObject(): Stripe.Balance {
  return {
    object: "balance",
    available: [{ amount: 0, currency: "usd", source_types: { card: 0 } }],
    connect_reserved: [{ amount: 0, currency: "usd" }],
    livemode: false,
    pending: [{ amount: 0, currency: "usd", source_types: { card: 0 } }],
  } satisfies Stripe.Balance;
}
