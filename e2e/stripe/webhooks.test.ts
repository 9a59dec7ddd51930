import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { bench, customerWithCard, receiver } from "./support.ts";

const SECRET = "whsec_test00000000000000000000000000";

describe("deliveries", () => {
  it("are signed, so that constructEvent takes them, and each with its endpoint's secret", async () => {
    await using b = await bench();
    await using hook = await receiver();
    const { secret } = await b.stripe.webhookEndpoints.create({ url: hook.url, enabled_events: ["customer.created"] });
    const customer = await b.stripe.customers.create({ name: "Ada" });
    await b.local.control.settled();
    expect(hook.received).toHaveLength(1);
    const [{ body, signature } = { body: "", signature: "" }] = hook.received;
    const event = b.stripe.webhooks.constructEvent(body, signature, secret ?? "");
    expect(event).toMatchObject({
      type: "customer.created",
      api_version: Stripe.API_VERSION,
      livemode: false,
      data: { object: { id: customer.id } },
      request: { id: customer.lastResponse.requestId },
    });
    expect(() => b.stripe.webhooks.constructEvent(body, signature, "whsec_other")).toThrow(Stripe.errors.StripeSignatureVerificationError);
    expect(() => b.stripe.webhooks.constructEvent(JSON.stringify(JSON.parse(body)), signature, secret ?? "")).toThrow();
    expect((await b.stripe.events.retrieve(event.id)).pending_webhooks).toBe(0);
  });

  it("hold the object as it was, and what it was before", async () => {
    await using b = await bench();
    await using hook = await receiver();
    b.local.control.webhook({ url: hook.url, secret: SECRET, events: ["customer.updated"] });
    const { id } = await b.stripe.customers.create({ name: "Ada", metadata: { a: "1" } });
    await b.stripe.customers.update(id, { name: "Bea", metadata: { b: "2" } });
    await b.stripe.customers.update(id, { name: "Bea" });
    await b.stripe.customers.update(id, { name: "Cleo" });
    await b.local.control.settled();
    const events = hook.received.map(({ body, signature }) => b.stripe.webhooks.constructEvent(body, signature, SECRET));
    expect(events.map(({ data }) => [(data.object as Stripe.Customer).name, data.previous_attributes]).sort()).toEqual([
      ["Bea", { name: "Ada", metadata: { b: null } }],
      ["Cleo", { name: "Bea" }],
    ]);
  });

  it("are tried again after failures and redirects, and the API does not wait", async () => {
    await using b = await bench();
    await using hook = await receiver();
    b.local.control.webhook({ url: hook.url, secret: SECRET, events: ["customer.created"] });
    b.local.control.deliverySettings({ retryMs: [1, 1, 1] });
    hook.answers.push(500, 302);
    const { id } = await b.stripe.customers.create();
    await b.local.control.settled();
    expect(b.local.control.attempts().map(({ status, attempt }) => [attempt, status])).toEqual([
      [1, 500],
      [2, 302],
      [3, 200],
    ]);
    expect(hook.received.every(({ body }) => body.includes(id))).toBe(true);
    b.local.control.webhook({ url: "http://127.0.0.1:9/", secret: SECRET, events: ["customer.deleted"] });
    await b.stripe.customers.del(id);
    await b.local.control.settled();
    expect(
      b.local.control
        .attempts()
        .slice(-4)
        .map(({ status }) => status),
    ).toEqual([0, 0, 0, 0]);
    expect((await b.stripe.events.list({ delivery_success: false })).data.map(({ type }) => type)).toEqual(["customer.deleted"]);
  });

  it("stop for endpoints that are disabled or deleted", async () => {
    await using b = await bench();
    await using hook = await receiver();
    const { id } = await b.stripe.webhookEndpoints.create({ url: hook.url, enabled_events: ["*"] });
    expect((await b.stripe.webhookEndpoints.update(id, { disabled: true })).status).toBe("disabled");
    await b.stripe.customers.create();
    await b.stripe.webhookEndpoints.update(id, { disabled: false, enabled_events: ["product.created"] });
    await b.stripe.products.create({ name: "x" });
    await b.stripe.webhookEndpoints.del(id);
    await b.stripe.products.create({ name: "y" });
    await b.local.control.settled();
    expect((await b.stripe.webhookEndpoints.list()).data).toEqual([]);
    expect(hook.received.length).toBeLessThanOrEqual(1);
  });
});

describe("faults", () => {
  it("withhold and release in another order, several times", async () => {
    await using b = await bench();
    await using hook = await receiver();
    b.local.control.webhook({ url: hook.url, secret: SECRET, events: ["customer.created"] });
    b.local.control.deliveryFaults({ withhold: true, seed: 7 });
    const made: string[] = [];
    for (let at = 0; at < 20; at++) made.push((await b.stripe.customers.create({ name: String(at) })).id);
    await b.local.control.settled();
    expect([hook.received.length, b.local.control.counts().withheld]).toEqual([0, 20]);
    b.local.control.deliverySettings({ parallel: 1 });
    const released = b.local.control.release({ shuffle: true, copies: [1, 3] });
    await b.local.control.settled();
    expect(hook.received).toHaveLength(released);
    const ids = hook.received.map(({ body }) => (JSON.parse(body) as Stripe.Event).data.object as Stripe.Customer).map(({ id }) => id);
    expect(new Set(ids)).toEqual(new Set(made));
    expect([...new Set(ids)]).not.toEqual(made);
  });

  it("duplicate, drop and delay", async () => {
    await using b = await bench();
    await using hook = await receiver();
    b.local.control.webhook({ url: hook.url, secret: SECRET });
    b.local.control.deliveryFaults({ copies: [3, 3], types: ["customer.created"] });
    await b.stripe.customers.create();
    await b.local.control.settled();
    expect(hook.received).toHaveLength(3);
    b.local.control.deliveryFaults({ drop: 1 });
    const { id } = await b.stripe.customers.create();
    await b.local.control.settled();
    expect([hook.received.length, b.local.control.counts().dropped]).toEqual([3, 1]);
    b.local.control.deliveryFaults({ delayMs: [60, 80] });
    const start = performance.now();
    await b.stripe.customers.update(id, { name: "late" });
    await b.local.control.settled();
    expect((hook.received.at(-1)?.at ?? 0) - start).toBeGreaterThan(50);
  });
});

describe("the list of events", () => {
  it("filters by type, types and time, and pages", async () => {
    await using b = await bench();
    const before = b.local.control.now();
    b.local.control.advance({ days: 1 });
    const customer = await customerWithCard(b.stripe);
    await b.stripe.subscriptions.create({ customer: customer.id, items: [{ price: "price_core_monthly" }] });
    const after = await b.stripe.events.list({ created: { gte: before + 3600 }, limit: 100 });
    expect(after.data.map(({ type }) => type)).not.toContain("product.created");
    expect(after.data.at(-1)?.type).toBe("customer.created");
    expect((await b.stripe.events.list({ type: "customer.subscription.*" })).data.map(({ type }) => type)).toEqual(["customer.subscription.created"]);
    expect((await b.stripe.events.list({ types: ["invoice.paid", "charge.succeeded"] })).data.map(({ type }) => type)).toEqual([
      "invoice.paid",
      "charge.succeeded",
    ]);
    const all = await b.stripe.events.list({ limit: 3 }).autoPagingToArray({ limit: 1000 });
    expect(all.map(({ id }) => id).reverse()).toEqual(b.local.control.events().map(({ id }) => id));
  });

  it("forgets after 30 days", async () => {
    await using b = await bench();
    const old = b.local.control.events()[0]?.id ?? "";
    b.local.control.advance({ days: 31 });
    expect((await b.stripe.events.list()).data).toEqual([]);
    await expect(b.stripe.events.retrieve(old)).rejects.toMatchObject({ statusCode: 404 });
  });
});
