import type Stripe from "stripe";
import { playUntil } from "../billing/advance.ts";
import { testCardByNumber } from "../billing/cards.ts";
import { endSubscription } from "../billing/collect.ts";
import { startSubscription } from "../billing/start-subscription.ts";
import { updateSubscription } from "../billing/update-subscription.ts";
import { addCatalogue } from "../catalogue.ts";
import { createCustomer } from "../resources/customers.ts";
import { attachCard, createCard } from "../resources/payment-methods.ts";
import { setCancelAtPeriodEnd } from "../resources/subscription-update.ts";
import { randomFrom } from "../state/random.ts";
import { DAY, globalNow } from "../state/time.ts";
import type { World } from "../state/world.ts";
import { change, emit } from "../webhooks/emit.ts";

export interface HistoryOrder {
  /** How many new customers; default 1. */
  customers?: number;
  /** Customers that are there already and get a history too. */
  existing?: string[];
  /** How long ago it began; default 120. */
  days?: number;
  /** The same seed makes the same stories. */
  seed?: number;
}

interface Step {
  at: number;
  run(): void;
}

/**
 * Plays what customers did in the last days, up to now: trials, upgrades, downgrades, failed payments, recoveries, cancellations,
 * and coming back. Every event is made and sent as it would have been, and the API answers with what came of it.
 */
export function playHistory(world: World, order: HistoryOrder): { customers: string[]; events: number } {
  addCatalogue(world);
  const now = globalNow(world);
  const start = now - (order.days ?? 120) * DAY;
  const random = randomFrom(order.seed ?? 1);
  const before = world.events.size;
  const play = (until: number) => {
    playUntil(world, null, until, (at) => (world.playing = at));
    world.playing = until;
  };
  world.playing = start;
  const customers = [
    ...(order.existing ?? []).flatMap((id) => world.customers.get(id) ?? []),
    ...newCustomers(world, order.customers ?? (order.existing ? 0 : 1)),
  ];
  const steps = customers.flatMap((customer) => story(world, customer, { start, end: now }, random)).sort((a, b) => a.at - b.at);
  for (const step of steps) {
    play(step.at);
    step.run();
  }
  play(now);
  world.playing = null;
  return { customers: customers.map(({ id }) => id), events: world.events.size - before };
}

function newCustomers(world: World, count: number): Stripe.Customer[] {
  return Array.from({ length: count }, (_, at) => {
    const customer = createCustomer(world, { email: `customer-${at + 1}@example.com`, name: `Customer ${at + 1}` });
    emit(world, "customer.created", customer);
    return customer;
  });
}

const PRICES = ["price_core_monthly", "price_core_yearly", "price_advanced_monthly", "price_advanced_yearly"];
const DAYS_PER_STEP = 18;

/** One customer's doings, each some days after the one before. What a step finds impossible by then it leaves. */
function story(world: World, customer: Stripe.Customer, span: { start: number; end: number }, random: () => number): Step[] {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const doings = [changePlan, changePlan, failThenRecover, cancelOrStay, endNow, comeBack, comeBack];
  const steps: Step[] = [];
  let at = span.start + Math.floor(random() * 20 * DAY);
  const trial = random() < 0.6;
  const price = pick(PRICES);
  if (at < span.end) steps.push({ at, run: () => begin(world, customer, price, trial ? 14 : 0) });
  for (;;) {
    at += Math.floor((0.3 + random()) * DAYS_PER_STEP * DAY);
    if (at >= span.end) return steps;
    const doing = pick(doings);
    const target = pick(PRICES);
    steps.push({ at, run: () => doing(world, customer, target) });
  }
}

function live(world: World, customer: Stripe.Customer): Stripe.Subscription | undefined {
  return world.subscriptions.ofOwner(customer.id).find(({ status }) => ["trialing", "active", "past_due", "unpaid"].includes(status));
}

function begin(world: World, customer: Stripe.Customer, price: string, trialDays: number): void {
  const found = world.prices.get(price);
  const card = testCardByNumber("4242424242424242");
  if (!found || !card || live(world, customer)) return;
  const now = globalNow(world);
  if (customer.invoice_settings.default_payment_method === null) {
    const method = attachCard(world, createCard(world, card, { at: now }).id, customer);
    change(world, "customer.updated", customer, () => (customer.invoice_settings.default_payment_method = method.id));
  }
  startSubscription(
    world,
    {
      customer,
      items: [{ price: found, quantity: 1, metadata: {} }],
      trialEnd: trialDays > 0 ? now + trialDays * DAY : null,
      billingCycleAnchor: null,
      defaultPaymentMethod: null,
      missingPaymentMethod: "create_invoice",
      collectionMethod: "charge_automatically",
      daysUntilDue: null,
      metadata: {},
      description: null,
      paymentSettings: null,
    },
    { charge: true, announce: "incomplete" },
  );
}

function comeBack(world: World, customer: Stripe.Customer, price: string): void {
  begin(world, customer, price, 0);
}

function changePlan(world: World, customer: Stripe.Customer, price: string): void {
  const subscription = live(world, customer);
  const [item] = subscription?.items.data ?? [];
  if (!subscription || !item || item.price.id === price || subscription.status === "unpaid") return;
  updateSubscription(world, subscription, {
    items: [{ id: item.id, price }],
    prorationBehavior: "always_invoice",
    paymentBehavior: "allow_incomplete",
  });
}

/** The next one to four payments fail: Stripe's retries bring most of them back, and some subscriptions end. */
function failThenRecover(world: World, customer: Stripe.Customer, price: string): void {
  world.orderedDeclines.push({ customer: customer.id, code: "insufficient_funds", left: 1 + (price.length % 4) });
}

function cancelOrStay(world: World, customer: Stripe.Customer): void {
  const subscription = live(world, customer);
  if (!subscription) return;
  change(world, "customer.subscription.updated", subscription, () => setCancelAtPeriodEnd(world, subscription, !subscription.cancel_at_period_end));
}

function endNow(world: World, customer: Stripe.Customer): void {
  const subscription = live(world, customer);
  if (subscription) endSubscription(world, subscription, "cancellation_requested");
}
