import { describe, expect, it } from "vitest";
import { bench, customerWithCard, errorOf, itemOf, rawCall } from "./support.ts";

describe("items of a subscription", () => {
  it("are changed, added and taken away by themselves", async () => {
    await using b = await bench();
    const customer = await customerWithCard(b.stripe);
    const subscription = await b.stripe.subscriptions.create({ customer: customer.id, items: [{ price: "price_core_monthly", metadata: { seat: "1" } }] });
    const item = itemOf(subscription);
    const changed = await b.stripe.subscriptionItems.update(item.id, { quantity: 3, metadata: { seat: "", team: "a" }, proration_behavior: "always_invoice" });
    expect(changed).toMatchObject({ id: item.id, quantity: 3, metadata: { team: "a" } });
    const [latest] = (await b.stripe.invoices.list({ customer: customer.id })).data;
    expect(latest).toMatchObject({ billing_reason: "subscription_update", status: "paid", total: 5800 });

    const added = await b.stripe.subscriptionItems.create({ subscription: subscription.id, price: "price_advanced_monthly" });
    expect((await b.stripe.subscriptionItems.list({ subscription: subscription.id })).data.map(({ id }) => id)).toEqual([added.id, item.id]);
    expect(await b.stripe.subscriptionItems.del(item.id)).toMatchObject({ id: item.id, deleted: true });
    expect(await errorOf(b.stripe.subscriptionItems.del(added.id))).toMatchObject({ statusCode: 400 });
    expect(await errorOf(b.stripe.subscriptionItems.retrieve(item.id))).toMatchObject({ statusCode: 404, code: "resource_missing" });

    await b.stripe.subscriptions.cancel(subscription.id);
    expect(await errorOf(b.stripe.subscriptionItems.update(added.id, { quantity: 2 }))).toMatchObject({ statusCode: 400 });
  });
});

describe("what Stripe has and this one has not", () => {
  it("says so of search, and takes `search` for no id", async () => {
    await using b = await bench();
    const error = await errorOf(b.stripe.customers.search({ query: "email:'a@b.co'" }));
    expect(error).toMatchObject({ statusCode: 400, code: "local_stripe_not_simulated" });
  });
});

describe("clients of older API versions", () => {
  it("expand the payment intent of a subscription's latest invoice", async () => {
    await using b = await bench();
    const customer = await customerWithCard(b.stripe);
    const body = `customer=${customer.id}&items[0][price]=price_core_monthly&expand[]=latest_invoice.payment_intent`;
    const { status, json } = await rawCall(b.local, "POST", "/v1/subscriptions", body, { "stripe-version": "2022-11-15" });
    expect(status).toBe(200);
    expect(json).toMatchObject({ latest_invoice: { paid: true, payment_intent: { object: "payment_intent", status: "succeeded" } } });
    const today = await rawCall(b.local, "GET", "/v1/subscriptions?expand[]=data.latest_invoice.payment_intent");
    expect(today.json).toMatchObject({ error: { message: "This property cannot be expanded (data.latest_invoice.payment_intent)." } });
  });
});
