import { z } from "zod";
import type { Access, Plan } from "#lib/core/context.ts";
import type { BillingInterval, SubscriptionStatus } from "./subscription.ts";

/** An amount in the currency's smallest unit, as Stripe counts it, with its code in upper case. */
export interface Amount {
  minor: number;
  currency: string;
}

/** What a plan costs in an interval; the amount is null where Stripe could not be asked. */
export interface PlanPrice {
  plan: Plan;
  interval: BillingInterval;
  amount: Amount | null;
}

/** The Billing page. Times are ISO 8601. */
export interface BillingView {
  plan: Plan;
  access: Access;
  /** When it becomes read-only, as far as is known. */
  accessUntil: string | null;
  trialEndsAt: string | null;
  subscription: {
    status: SubscriptionStatus;
    plan: Plan | null;
    interval: BillingInterval | null;
    /** What it costs: its own price, which may be one that is not sold any more; null where Stripe could not be asked. */
    price: Amount | null;
    /** Whether others would pay another price for the same by now. */
    isEarlierPrice: boolean;
    currentPeriodEnd: string;
    trialEnd: string | null;
    cancelAt: string | null;
  } | null;
  /** A workspace with more than one pays twice. */
  liveSubscriptions: number;
  /** Whether there is a customer at Stripe, so that the portal can be opened. */
  hasCustomer: boolean;
  /** Stripe does not know that customer: deleted there, or of another account. What is stored holds. */
  isCustomerGone: boolean;
  prices: PlanPrice[];
  /** What Stripe adds; null when it did not answer. */
  fromStripe: {
    next: { amount: Amount; at: string } | null;
    card: { brand: string; last4: string; expires: string } | null;
    /** What Stripe owes the customer, taken off coming invoices. */
    credit: Amount | null;
    invoices: InvoiceLine[];
  } | null;
  /** Whether it is Stripe's test mode: no real money moves. */
  isTest: boolean;
}

export interface InvoiceLine {
  id: string;
  number: string | null;
  at: string;
  total: Amount;
  /** draft, open, paid, uncollectible or void. */
  status: string;
  /** Stripe's page of it, where it can be paid or downloaded. */
  url: string | null;
}

export const planChoice = z.object({ plan: z.enum(["core", "advanced"]), interval: z.enum(["month", "year"]) });
export type PlanChoice = z.infer<typeof planChoice>;

/** A plan change as it was shown: the same moment counts when it is made. */
export const changeConfirmation = planChoice.extend({
  /** Seconds since 1970, from the preview. */
  prorationDate: z.int().positive(),
});

/** What a plan change would cost. */
export interface ChangePreview extends PlanChoice {
  prorationDate: number;
  /** Charged at once, or, below zero, credited to coming invoices. */
  dueNow: Amount;
  lines: { text: string; amount: Amount }[];
  /** The price from the next renewal on. */
  renewal: Amount | null;
  renewsAt: string;
}
