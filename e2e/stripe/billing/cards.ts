import type Stripe from "stripe";
import { StripeError, type StripeErrorBody } from "../http/errors.ts";

/** How a test card behaves (docs.stripe.com/testing). */
export interface CardConduct {
  /** The decline code of every attempt to attach or charge it; null: it works. */
  declines: string | null;
  /** It can be attached to a customer and fails only when it is charged. */
  attaches: boolean;
  /** The bank asks the customer (3-D Secure) before it lets a first payment or a saving through; then it works. */
  authenticates?: true;
}

interface TestCard {
  number: string;
  brand: string;
  /** Ids of docs.stripe.com/testing for calls that must not hold card numbers, without `pm_card_`. */
  names: string[];
  conduct: CardConduct;
}

/** docs.stripe.com/declines/codes: nobody was there whom the bank could ask. */
export const AUTHENTICATION_REQUIRED = "authentication_required";
const WORKS: CardConduct = { declines: null, attaches: true };
const declining = (code: string): CardConduct => ({ declines: code, attaches: false });

const TEST_CARDS: TestCard[] = [
  { number: "4242424242424242", brand: "visa", names: ["visa"], conduct: WORKS },
  { number: "4000056655665556", brand: "visa", names: ["visa_debit"], conduct: WORKS },
  { number: "5555555555554444", brand: "mastercard", names: ["mastercard"], conduct: WORKS },
  { number: "378282246310005", brand: "amex", names: ["amex"], conduct: WORKS },
  { number: "4000000000000341", brand: "visa", names: ["chargeCustomerFail"], conduct: { declines: "generic_decline", attaches: true } },
  {
    number: "4000002500003155",
    brand: "visa",
    names: ["authenticationRequiredOnSetup"],
    conduct: { declines: AUTHENTICATION_REQUIRED, attaches: true, authenticates: true },
  },
  { number: "4000000000000002", brand: "visa", names: ["chargeDeclined", "visa_chargeDeclined"], conduct: declining("generic_decline") },
  {
    number: "4000000000009995",
    brand: "visa",
    names: ["chargeDeclinedInsufficientFunds", "visa_chargeDeclinedInsufficientFunds"],
    conduct: declining("insufficient_funds"),
  },
  { number: "4000000000009987", brand: "visa", names: ["visa_chargeDeclinedLostCard"], conduct: declining("lost_card") },
  { number: "4000000000000069", brand: "visa", names: ["chargeDeclinedExpiredCard"], conduct: declining("expired_card") },
  { number: "4000000000000127", brand: "visa", names: ["chargeDeclinedIncorrectCvc"], conduct: declining("incorrect_cvc") },
  { number: "4000000000000119", brand: "visa", names: ["chargeDeclinedProcessingError"], conduct: declining("processing_error") },
];

/** The card once its holder has confirmed to the bank. */
export function authenticated(card: TestCard): TestCard {
  return { ...card, conduct: WORKS };
}

export function testCardByNumber(number: string): TestCard | undefined {
  const digits = number.replace(/[\s-]/g, "");
  return TEST_CARDS.find((card) => card.number === digits);
}

/** By the id or token of docs.stripe.com/testing: `pm_card_visa`, `tok_visa`. */
export function testCardByName(name: string): TestCard | undefined {
  const short = name.replace(/^(pm_card_|tok_)/, "");
  return TEST_CARDS.find(({ names }) => names.includes(short));
}

export function cardDetails(card: TestCard, expiry: { month: number; year: number }): Stripe.PaymentMethod.Card {
  return {
    brand: card.brand,
    checks: { address_line1_check: null, address_postal_code_check: null, cvc_check: "pass" },
    country: "US",
    display_brand: card.brand,
    exp_month: expiry.month,
    exp_year: expiry.year,
    fingerprint: `fp${card.number.slice(-14)}`,
    funding: "credit",
    generated_from: null,
    last4: card.number.slice(-4),
    networks: { available: [card.brand], preferred: null },
    regulated_status: "unregulated",
    three_d_secure_usage: { supported: true },
    wallet: null,
  } satisfies Stripe.PaymentMethod.Card;
}

/** Codes that Stripe answers as `code` themselves; the others are `card_declined` with a `decline_code` (docs.stripe.com/declines/codes). */
const OWN_CODES = [AUTHENTICATION_REQUIRED, "expired_card", "incorrect_cvc", "processing_error"];
const MESSAGES: Record<string, string> = {
  insufficient_funds: "Your card has insufficient funds.",
  [AUTHENTICATION_REQUIRED]: "Your card was declined. This transaction requires authentication.",
  expired_card: "Your card has expired.",
  incorrect_cvc: "Your card's security code is incorrect.",
  processing_error: "An error occurred while processing your card. Try again in a little bit.",
};

export interface Decline {
  code: string;
  declineCode: string;
  message: string;
}

export function declineOf(declineCode: string): Decline {
  const code = OWN_CODES.includes(declineCode) ? declineCode : "card_declined";
  return { code, declineCode, message: MESSAGES[declineCode] ?? "Your card was declined." };
}

/** 402 (docs.stripe.com/api/errors#errors-card_error). */
export function cardError(decline: Decline, about: Pick<StripeErrorBody, "charge" | "payment_intent" | "payment_method"> = {}): StripeError {
  return new StripeError(402, {
    type: "card_error",
    code: decline.code,
    ...(decline.code === "card_declined" && { decline_code: decline.declineCode }),
    message: decline.message,
    ...about,
  });
}
