import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { bench, clientOf, customerWithCard, errorOf, itemOf, rawCall, receiver } from "./support.ts";

async function call(url: string, name: string, body: object = {}): Promise<{ status: number; json: Record<string, unknown> }> {
  const answer = await fetch(`${url}/_control/${name}`, { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } });
  return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
}

describe("the control plane over HTTP", () => {
  it("moves the clock, declines, tells its state and begins anew", async () => {
    await using b = await bench();
    const { url } = b.local;
    const customer = await customerWithCard(b.stripe);
    const { id } = await b.stripe.subscriptions.create({ customer: customer.id, items: [{ price: "price_core_monthly" }] });
    await call(url, "decline-next", { count: 1, code: "insufficient_funds" });
    await call(url, "advance", { days: 31.2 });
    expect((await b.stripe.subscriptions.retrieve(id)).status).toBe("past_due");
    const { json: state } = await call(url, "state");
    await call(url, "reset");
    expect((await b.stripe.subscriptions.list({ status: "all" })).data).toEqual([]);
    await call(url, "restore", state);
    expect((await b.stripe.subscriptions.retrieve(id)).status).toBe("past_due");
    await call(url, "advance", { days: 4 });
    expect((await b.stripe.subscriptions.retrieve(id)).status).toBe("active");
  });

  it("says what it does not know", async () => {
    await using b = await bench();
    expect((await call(b.local.url, "nonsense")).status).toBe(404);
    expect((await call(b.local.url, "advance", { to: 5 })).json.error).toContain("does not go back");
    expect((await fetch(`${b.local.url}/_control/state`)).status).toBe(405);
    // What a form of another site could send.
    expect((await fetch(`${b.local.url}/_control/reset`, { method: "POST", body: "{}" })).status).toBe(415);
  });
});

describe("faults of the API", () => {
  it("refuses with 429 and 500, hangs, and is slow", async () => {
    await using b = await bench();
    b.local.control.apiFault({ kind: "refuse", status: 429, times: 1 });
    expect(await errorOf(b.stripe.balance.retrieve())).toBeInstanceOf(Stripe.errors.StripeRateLimitError);
    b.local.control.apiFault({ kind: "refuse", status: 500, times: 2, match: "GET /v1/account" });
    expect((await errorOf(b.stripe.accounts.retrieveCurrent())).statusCode).toBe(500);
    expect((await clientOf(b.local, { maxNetworkRetries: 1 }).accounts.retrieveCurrent()).object).toBe("account");
    b.local.control.apiFault({ kind: "hang", times: 1 });
    expect(await errorOf(clientOf(b.local, { timeout: 100 }).balance.retrieve())).toBeInstanceOf(Stripe.errors.StripeConnectionError);
    b.local.control.apiFault({ kind: "slow", ms: 80, times: 1 });
    const start = performance.now();
    await b.stripe.balance.retrieve();
    expect(performance.now() - start).toBeGreaterThan(70);
  });
});

describe("the data file", () => {
  it("keeps everything over a restart, deliveries too", async () => {
    const folder = await mkdtemp(join(tmpdir(), "local-stripe-"));
    await using hook = await receiver();
    try {
      const dataFile = join(folder, "stripe.json");
      const options = { dataFile, webhook: { url: hook.url, secret: "whsec_kept" } };
      let id = "";
      let link = "";
      {
        await using b = await bench(options);
        b.local.control.deliveryFaults({ withhold: true });
        link = (
          await b.stripe.checkout.sessions.create({
            mode: "subscription",
            line_items: [{ price: "price_core_monthly", quantity: 1 }],
            success_url: "https://app.test/",
          })
        ).id;
        const customer = await customerWithCard(b.stripe);
        id = (await b.stripe.subscriptions.create({ customer: customer.id, items: [{ price: "price_core_monthly" }], trial_period_days: 5 })).id;
      }
      await using b = await bench(options);
      expect((await b.stripe.webhookEndpoints.list()).data).toHaveLength(1);
      // The links of what was there lead to where it is now.
      expect((await b.stripe.checkout.sessions.retrieve(link)).url).toBe(`${b.local.url}/c/pay/${link}`);
      expect((await b.stripe.prices.list({ limit: 100 })).data).toHaveLength(4);
      expect(b.local.control.release()).toBeGreaterThan(5);
      b.local.control.advance({ days: 6 });
      await b.local.control.settled();
      expect((await b.stripe.subscriptions.retrieve(id)).status).toBe("active");
      expect(itemOf(await b.stripe.subscriptions.retrieve(id)).price.id).toBe("price_core_monthly");
      const types = hook.received.map(({ body, signature }) => b.stripe.webhooks.constructEvent(body, signature, "whsec_kept").type);
      expect(types).toContain("customer.subscription.created");
      expect(types).toContain("invoice.paid");
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});

describe("histories", () => {
  // The time of the processor: what else the machine does is not ours.
  it("makes 10,000 events and more in less than five seconds, the same from the same seed", { timeout: 60_000 }, async () => {
    await using b = await bench();
    const start = process.cpuUsage();
    const { customers, events } = b.local.control.history({ customers: 300, seed: 3 });
    const { user, system } = process.cpuUsage(start);
    expect([customers.length, events > 10_000, user + system < 5_000_000]).toEqual([300, true, true]);
    const statuses = new Set(b.local.control.world.subscriptions.values().map(({ status }) => status));
    for (const status of ["active", "canceled", "past_due"]) expect(statuses).toContain(status);
    const types = b.local.control.events().map(({ type }) => type);
    await using again = await bench();
    again.local.control.history({ customers: 300, seed: 3 });
    expect(again.local.control.events().map(({ type }) => type)).toEqual(types);
    // In the order of time, and none from the future.
    const times = b.local.control
      .events()
      .filter(({ type }) => !/^(product|price)/.test(type))
      .map(({ created }) => created);
    expect(times).toEqual([...times].sort((a, c) => a - c));
    expect(times.at(-1)).toBeLessThanOrEqual(b.local.control.now());
  });

  it("tells in the last event of everything what it is now", async () => {
    await using b = await bench();
    b.local.control.history({ customers: 60, seed: 9 });
    const { world } = b.local.control;
    const last = new Map<string, unknown>();
    for (const { data } of b.local.control.events()) if ("id" in data.object) last.set(String(data.object.id), data.object);
    for (const kind of [world.subscriptions, world.invoices, world.paymentIntents, world.paymentMethods]) {
      for (const object of kind.values()) expect(last.get(object.id)).toEqual(JSON.parse(JSON.stringify(object)));
    }
    for (const invoice of world.invoices.values()) {
      expect(invoice.total).toBe(invoice.lines.data.reduce((sum, { amount }) => sum + amount, 0));
      expect(invoice.amount_paid + invoice.amount_remaining).toBe(invoice.amount_due);
    }
  });

  it("gives customers a past that are there already, and a life afterwards", async () => {
    await using b = await bench();
    const { id } = await b.stripe.customers.create({ metadata: { workspace: "ws_1" } });
    b.local.control.history({ existing: [id], days: 60, seed: 5 });
    const { data } = await b.stripe.subscriptions.list({ customer: id, status: "all" });
    expect(data.length).toBeGreaterThan(0);
    b.local.control.advance({ days: 400 });
    for (const one of b.local.control.world.subscriptions.values()) {
      if (one.status === "active") expect(itemOf(one).current_period_end).toBeGreaterThan(b.local.control.now());
    }
  });
});

describe("clients of older API versions", () => {
  it("find the period on the subscription and the subscription on the invoice", async () => {
    await using b = await bench();
    await using hook = await receiver();
    b.local.control.webhook({ url: hook.url, secret: "whsec_old", events: ["invoice.paid"], apiVersion: "2024-06-20" });
    const customer = await customerWithCard(b.stripe);
    const { id } = await b.stripe.subscriptions.create({ customer: customer.id, items: [{ price: "price_core_monthly" }] });
    const old = await rawCall(b.local, "GET", `/v1/subscriptions/${id}?expand[]=latest_invoice`, undefined, { "stripe-version": "2024-06-20" });
    expect(old.headers.get("stripe-version")).toBe("2024-06-20");
    expect(old.json).toMatchObject({
      current_period_end: expect.any(Number),
      latest_invoice: { subscription: id, paid: true, payment_intent: expect.stringMatching(/^pi_/), charge: expect.stringMatching(/^ch_/) },
    });
    const now = await rawCall(b.local, "GET", `/v1/subscriptions/${id}`);
    expect(now.json).not.toHaveProperty("current_period_end");
    await b.local.control.settled();
    expect(JSON.parse(hook.received[0]?.body ?? "{}")).toMatchObject({ api_version: "2024-06-20", data: { object: { subscription: id, paid: true } } });
  });
});
