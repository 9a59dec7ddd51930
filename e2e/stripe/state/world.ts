import type Stripe from "stripe";
import type { CardConduct } from "../billing/cards.ts";
import type { Deliveries } from "../webhooks/deliveries.ts";
import { Collection } from "./collection.ts";
import { idOrNull } from "./references.ts";
import type { Schedule } from "./schedule.ts";

/** What an account sets in Stripe's dashboard. */
export interface AccountSettings {
  /** Days from one failed try of an invoice to the next (docs.stripe.com/billing/revenue-recovery/smart-retries, custom schedule). */
  retryDays: number[];
  /** What becomes of the subscription after the last retry. */
  afterLastRetry: "cancel" | "unpaid" | "past_due";
  /** Seconds from a renewal's draft to its payment: about an hour. */
  draftSeconds: number;
  /** Days before a renewal at which invoice.upcoming is sent. */
  upcomingDays: number;
}

export const DEFAULT_SETTINGS: AccountSettings = { retryDays: [3, 5, 7], afterLastRetry: "cancel", draftSeconds: 3600, upcomingDays: 7 };

/** What Stripe remembers of a subscription and shows nowhere. */
export interface SubscriptionNotes {
  trialEndAnnounced: boolean;
  /** The period's end for which invoice.upcoming was sent. */
  upcomingSentFor: number;
  /** The invoice with which a paused subscription was last resumed, and whether Stripe tries to pay it by itself. */
  resumption?: { invoice: string; retried: boolean };
}

/** An answer kept for the same Idempotency-Key. */
export interface KeptAnswer {
  fingerprint: string;
  status: number;
  body: string;
  /** Id of the call that it was given to; files of older versions have none. */
  request?: string;
  at: number;
}

/** Everything that a local Stripe knows. What is stored holds ids where Stripe could expand. */
export interface World {
  /** Address of this server, for the links in its objects. */
  origin: string;
  settings: AccountSettings;
  /** Seconds that this Stripe's clock is ahead of the machine's. */
  clockOffset: number;
  /** Counts what may have changed something, so that nothing is written without need. */
  revision: number;
  /** The moment that is being played, while time is advanced. */
  playing: number | null;
  /** The call that is being answered, for its events. */
  request: { id: string | null; idempotency_key: string | null };
  /** The version in which it is asked. */
  apiVersion: string;
  customers: Collection<Stripe.Customer>;
  products: Collection<Stripe.Product>;
  prices: Collection<Stripe.Price>;
  paymentMethods: Collection<Stripe.PaymentMethod>;
  checkoutSessions: Collection<Stripe.Checkout.Session>;
  portalSessions: Collection<Stripe.BillingPortal.Session>;
  portalConfigurations: Collection<Stripe.BillingPortal.Configuration>;
  subscriptions: Collection<Stripe.Subscription>;
  invoices: Collection<Stripe.Invoice>;
  invoiceItems: Collection<Stripe.InvoiceItem>;
  invoicePayments: Collection<Stripe.InvoicePayment>;
  paymentIntents: Collection<Stripe.PaymentIntent>;
  setupIntents: Collection<Stripe.SetupIntent>;
  charges: Collection<Stripe.Charge>;
  events: Collection<Stripe.Event>;
  webhookEndpoints: Collection<Stripe.WebhookEndpoint>;
  testClocks: Collection<Stripe.TestHelpers.TestClock>;
  deletedCustomers: Set<string>;
  /** By endpoint. */
  secrets: Map<string, string>;
  /** By payment method. */
  cards: Map<string, CardConduct>;
  notes: Map<string, SubscriptionNotes>;
  /** What each checkout session was asked to make. */
  orders: Map<string, CheckoutOrder>;
  /** By session, the card's customer and the like that a portal link opens: token to session. */
  portalTokens: Map<string, string>;
  answers: Map<string, KeptAnswer>;
  /** Declines that were ordered for the next payments, of one customer or of any. */
  orderedDeclines: { customer: string | null; code: string; left: number }[];
  schedule: Schedule;
  deliveries: Deliveries;
}

/** What a checkout session makes when it is completed. */
export interface CheckoutOrder {
  items: { id: string; price: string; quantity: number }[];
  trialPeriodDays: number | null;
  trialEnd: number | null;
  missingPaymentMethod: "cancel" | "create_invoice" | "pause";
  metadata: Record<string, string>;
  description: string | null;
  billingMode: "classic" | "flexible";
}

export type Collections = Pick<
  World,
  | "customers"
  | "products"
  | "prices"
  | "paymentMethods"
  | "checkoutSessions"
  | "portalSessions"
  | "portalConfigurations"
  | "subscriptions"
  | "invoices"
  | "invoiceItems"
  | "invoicePayments"
  | "paymentIntents"
  | "setupIntents"
  | "charges"
  | "events"
  | "webhookEndpoints"
  | "testClocks"
>;

export function newCollections(): Collections {
  const created = (value: { created: number }) => value.created;
  const customer = (value: { customer: string | { id: string } | null }) => idOrNull(value.customer);
  return {
    customers: new Collection<Stripe.Customer>(created),
    products: new Collection<Stripe.Product>(created),
    prices: new Collection<Stripe.Price>(created),
    paymentMethods: new Collection<Stripe.PaymentMethod>(created, customer),
    checkoutSessions: new Collection<Stripe.Checkout.Session>(created, customer),
    portalSessions: new Collection<Stripe.BillingPortal.Session>(created, customer),
    portalConfigurations: new Collection<Stripe.BillingPortal.Configuration>(created),
    subscriptions: new Collection<Stripe.Subscription>(created, customer),
    invoices: new Collection<Stripe.Invoice>(created, customer),
    invoiceItems: new Collection<Stripe.InvoiceItem>(({ date }) => date, customer),
    invoicePayments: new Collection<Stripe.InvoicePayment>(created, ({ invoice }) => idOrNull(invoice)),
    paymentIntents: new Collection<Stripe.PaymentIntent>(created, customer),
    setupIntents: new Collection<Stripe.SetupIntent>(created, customer),
    charges: new Collection<Stripe.Charge>(created, customer),
    events: new Collection<Stripe.Event>(created),
    webhookEndpoints: new Collection<Stripe.WebhookEndpoint>(created),
    testClocks: new Collection<Stripe.TestHelpers.TestClock>(created),
  };
}
