import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { type Bench, bench, errorOf, typesSince } from "./support.ts";

/** A subscription whose trial ended without a card, as docs.stripe.com/api/subscriptions/resume finds it. */
async function paused(b: Bench): Promise<{ subscription: Stripe.Subscription; customer: Stripe.Customer }> {
  const customer = await b.stripe.customers.create({ email: "ada@example.com" });
  const { id } = await b.stripe.subscriptions.create({
    customer: customer.id,
    items: [{ price: "price_core_monthly" }],
    trial_period_days: 7,
    trial_settings: { end_behavior: { missing_payment_method: "pause" } },
  });
  b.local.control.advance({ days: 8 });
  return { subscription: await b.stripe.subscriptions.retrieve(id), customer };
}

const addCard = async (b: Bench, customer: Stripe.Customer, card: string) => {
  const method = await b.stripe.paymentMethods.attach(card, { customer: customer.id });
  await b.stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: method.id } });
};

describe("a subscription whose trial ended without a card", () => {
  it("is paused, says since when and why, and makes no invoices", async () => {
    await using b = await bench();
    const { subscription } = await paused(b);
    expect(subscription).toMatchObject({
      status: "paused",
      status_details: { paused: { type: "subscription", subscription: { type: "trial_end_without_payment_method" }, transitioned_at: subscription.trial_end } },
    });
    b.local.control.advance({ days: 60 });
    expect((await b.stripe.invoices.list({ subscription: subscription.id })).data).toHaveLength(1);
  });

  it("stays paused when it is resumed, until its invoice is paid", async () => {
    await using b = await bench();
    const { subscription, customer } = await paused(b);
    await addCard(b, customer, "pm_card_visa");
    const resumed = await b.stripe.subscriptions.resume(subscription.id, { expand: ["latest_invoice"] });
    const invoice = resumed.latest_invoice as Stripe.Invoice;
    expect([resumed.status, invoice.status, invoice.amount_due, invoice.attempt_count]).toEqual(["paused", "open", 2900, 0]);
    const before = b.local.control.events().length;
    await b.stripe.invoices.pay(invoice.id);
    const after = await b.stripe.subscriptions.retrieve(subscription.id);
    expect([after.status, after.status_details]).toEqual(["active", undefined]);
    expect(typesSince(b.local, before)).toContain("customer.subscription.resumed");
  });

  it("is past due when that payment fails, and nothing is tried again", async () => {
    await using b = await bench();
    const { subscription, customer } = await paused(b);
    await addCard(b, customer, "pm_card_chargeCustomerFail");
    const resumed = await b.stripe.subscriptions.resume(subscription.id);
    await errorOf(b.stripe.invoices.pay(resumed.latest_invoice as string));
    expect((await b.stripe.subscriptions.retrieve(subscription.id)).status).toBe("past_due");
    expect((await b.stripe.invoices.retrieve(resumed.latest_invoice as string)).next_payment_attempt).toBeNull();
  });

  it("pays at once with resume_on_payment_success, or stays paused and is tried again", async () => {
    await using b = await bench();
    const { subscription, customer } = await paused(b);
    await addCard(b, customer, "pm_card_visa");
    b.local.control.declineNext();
    const waits = await b.stripe.subscriptions.resume(subscription.id, { payment_behavior: "resume_on_payment_success", expand: ["latest_invoice"] });
    const next = (waits.latest_invoice as Stripe.Invoice).next_payment_attempt ?? 0;
    expect([waits.status, next > b.local.control.now()]).toEqual(["paused", true]);
    b.local.control.advance({ to: next + 1 });
    expect((await b.stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });

  it("goes on when the invoice is marked uncollectible, not when it is void", async () => {
    await using b = await bench();
    const { subscription } = await paused(b);
    const first = await b.stripe.subscriptions.resume(subscription.id);
    await b.stripe.invoices.voidInvoice(first.latest_invoice as string);
    expect((await b.stripe.subscriptions.retrieve(subscription.id)).status).toBe("paused");
    const second = await b.stripe.subscriptions.resume(subscription.id);
    await b.stripe.invoices.markUncollectible(second.latest_invoice as string);
    expect((await b.stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });

  it("stays paused when nobody tries to pay within 23 hours: the invoice is void then", async () => {
    await using b = await bench();
    const { subscription } = await paused(b);
    const resumed = await b.stripe.subscriptions.resume(subscription.id);
    b.local.control.advance({ seconds: 23 * 3600 + 1 });
    expect((await b.stripe.invoices.retrieve(resumed.latest_invoice as string)).status).toBe("void");
    expect((await b.stripe.subscriptions.retrieve(subscription.id)).status).toBe("paused");
  });
});

describe("an ordered decline", () => {
  it("is used up by a change that is refused, and by a subscription that is not made", async () => {
    await using b = await bench();
    const customer = await b.stripe.customers.create({ payment_method: "pm_card_visa", invoice_settings: { default_payment_method: "pm_card_visa" } });
    const create = () =>
      b.stripe.subscriptions.create({ customer: customer.id, items: [{ price: "price_core_monthly" }], payment_behavior: "error_if_incomplete" });
    b.local.control.declineNext();
    expect((await errorOf(create())).statusCode).toBe(402);
    const subscription = await create();
    const change = () =>
      b.stripe.subscriptions.update(subscription.id, {
        items: [{ id: subscription.items.data[0]?.id ?? "", price: "price_advanced_monthly" }],
        proration_behavior: "always_invoice",
        payment_behavior: "error_if_incomplete",
      });
    b.local.control.declineNext();
    expect((await errorOf(change())).statusCode).toBe(402);
    expect((await change()).items.data[0]?.price.id).toBe("price_advanced_monthly");
  });
});
