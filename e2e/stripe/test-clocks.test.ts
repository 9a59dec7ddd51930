import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { type Bench, bench, customerWithCard, errorOf, itemOf } from "./support.ts";

const DAY = 86_400;
const START = Date.UTC(2026, 0, 31, 12) / 1000;

async function story(b: Bench, params: Partial<Stripe.SubscriptionCreateParams> = {}, card: string | null = "pm_card_visa") {
  const clock = await b.stripe.testHelpers.testClocks.create({ frozen_time: START });
  const customer = card ? await customerWithCard(b.stripe, { test_clock: clock.id }, card) : await b.stripe.customers.create({ test_clock: clock.id });
  const { id } = await b.stripe.subscriptions.create({ customer: customer.id, items: [{ price: "price_core_monthly" }], ...params });
  const from = b.local.control.events().length;
  return {
    clock,
    customer,
    id,
    to: (seconds: number) => b.stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: START + seconds }),
    now: () => b.stripe.subscriptions.retrieve(id, { expand: ["latest_invoice"] }),
    types: () =>
      b.local.control
        .events()
        .slice(from)
        .map(({ type }) => type),
  };
}

describe("a test clock", () => {
  it("renews on the 31st where there is one, draft first, paid an hour later", async () => {
    await using b = await bench();
    const s = await story(b);
    const february = Date.UTC(2026, 1, 28, 12) / 1000;
    expect(itemOf(await s.now()).current_period_end).toBe(february);
    expect((await s.to(february - START + 60)).status).toBe("advancing");
    expect(await b.stripe.testHelpers.testClocks.retrieve(s.clock.id)).toMatchObject({ status: "ready", frozen_time: february + 60 });
    expect(await s.now()).toMatchObject({ status: "active", latest_invoice: { status: "draft", billing_reason: "subscription_cycle", created: february } });
    await s.to(february - START + 3700);
    const renewed = await s.now();
    expect(renewed.latest_invoice).toMatchObject({ status: "paid", status_transitions: { paid_at: february + 3600 } });
    expect(itemOf(renewed).current_period_end).toBe(Date.UTC(2026, 2, 31, 12) / 1000);
  });

  it("announces a trial's end three days before, then charges", async () => {
    await using b = await bench();
    const s = await story(b, { trial_period_days: 14 });
    await s.to(10 * DAY);
    expect(s.types().filter((type) => type.endsWith("trial_will_end"))).toEqual([]);
    await s.to(11 * DAY);
    const told = b.local.control.events().filter(({ type }) => type === "customer.subscription.trial_will_end");
    expect(told).toMatchObject([{ created: START + 11 * DAY, data: { object: { id: s.id, status: "trialing" } } }]);
    await s.to(15 * DAY);
    expect(await s.now()).toMatchObject({ status: "active", latest_invoice: { status: "paid", amount_paid: 2900 } });
    const update = b.local.control.events().find(({ type, data }) => type === "customer.subscription.updated" && "status" in (data.previous_attributes ?? {}));
    expect(update?.data.previous_attributes).toMatchObject({ status: "trialing" });
  });

  it.each([["cancel", "canceled"] as const, ["pause", "paused"] as const, ["create_invoice", "past_due"] as const])(
    "ends a trial without a card by %s: %s",
    async (behavior, status) => {
      await using b = await bench();
      const s = await story(b, { trial_period_days: 7, trial_settings: { end_behavior: { missing_payment_method: behavior } } }, null);
      await s.to(8 * DAY);
      expect((await s.now()).status).toBe(status);
      if (status !== "paused") return;
      const card = await b.stripe.paymentMethods.attach("pm_card_visa", { customer: s.customer.id });
      await b.stripe.subscriptions.update(s.id, { default_payment_method: card.id });
      expect((await b.stripe.subscriptions.resume(s.id, { billing_cycle_anchor: { type: "now" }, payment_behavior: "resume_on_payment_success" })).status).toBe(
        "active",
      );
      expect(s.types()).toContain("customer.subscription.resumed");
    },
  );

  it.each([["cancel", "canceled"] as const, ["unpaid", "unpaid"] as const, ["past_due", "past_due"] as const])(
    "fails a renewal, retries by the schedule, then %s",
    async (afterLastRetry, status) => {
      await using b = await bench({ settings: { afterLastRetry, retryDays: [1, 2] } });
      const s = await story(b);
      const bad = await b.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: s.customer.id });
      await b.stripe.customers.update(s.customer.id, { invoice_settings: { default_payment_method: bad.id } });
      await s.to(29 * DAY);
      expect(await s.now()).toMatchObject({ status: "past_due", latest_invoice: { status: "open", attempt_count: 1 } });
      expect(((await b.stripe.customers.retrieve(s.customer.id)) as Stripe.Customer).delinquent).toBe(true);
      await s.to(33 * DAY);
      const last = await s.now();
      expect([last.status, (last.latest_invoice as Stripe.Invoice).attempt_count]).toEqual([status, 3]);
      expect(s.types().filter((type) => type === "invoice.payment_failed")).toHaveLength(3);
      if (status === "canceled") expect(last.cancellation_details?.reason).toBe("payment_failed");
      else {
        // Paying the latest invoice brings it back.
        await b.stripe.invoices.pay((last.latest_invoice as Stripe.Invoice).id, { payment_method: "pm_card_visa" });
        expect((await s.now()).status).toBe("active");
      }
    },
  );

  it("recovers by itself when the retry works", async () => {
    await using b = await bench();
    const s = await story(b);
    b.local.control.declineNext({ customer: s.customer.id, code: "insufficient_funds" });
    await s.to(29 * DAY);
    expect((await s.now()).status).toBe("past_due");
    await s.to(33 * DAY);
    expect(await s.now()).toMatchObject({ status: "active", latest_invoice: { status: "paid" } });
    expect(s.types().slice(-8)).toEqual([
      "charge.succeeded",
      "payment_intent.succeeded",
      "invoice_payment.paid",
      "invoice.paid",
      "invoice.payment_succeeded",
      "customer.updated",
      "customer.subscription.updated",
      "test_helpers.test_clock.ready",
    ]);
  });

  it("leaves invoices of an unpaid subscription as drafts", async () => {
    await using b = await bench({ settings: { afterLastRetry: "unpaid", retryDays: [] } });
    const s = await story(b);
    b.local.control.declineNext({ customer: s.customer.id });
    await s.to(40 * DAY);
    expect((await s.now()).status).toBe("unpaid");
    await s.to(70 * DAY);
    expect(await s.now()).toMatchObject({ status: "unpaid", latest_invoice: { status: "draft", auto_advance: false } });
  });

  it("ends a trial now", async () => {
    await using b = await bench();
    const s = await story(b, { trial_period_days: 30 });
    const active = await b.stripe.subscriptions.update(s.id, { trial_end: "now", expand: ["latest_invoice"] });
    expect(active).toMatchObject({ status: "active", trial_end: START, billing_cycle_anchor: START, latest_invoice: { status: "paid", amount_paid: 2900 } });
  });

  it("goes forward only, two intervals at a time at most, and takes its customers with it", async () => {
    await using b = await bench();
    const s = await story(b);
    expect((await errorOf(s.to(0))).param).toBe("frozen_time");
    expect((await errorOf(s.to(100 * DAY))).param).toBe("frozen_time");
    await b.stripe.testHelpers.testClocks.del(s.clock.id);
    expect(await b.stripe.customers.retrieve(s.customer.id)).toMatchObject({ deleted: true });
    expect((await errorOf(b.stripe.testHelpers.testClocks.retrieve(s.clock.id))).statusCode).toBe(404);
  });
});
