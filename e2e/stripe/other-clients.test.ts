import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { bench, clientOf, customerWithCard, errorOf, rawCall } from "./support.ts";

/** Every address that stripe-node calls, with an id for each of its parts: `POST /v1/customers/x_1`. */
function addressesOfStripe(): string[] {
  const resources = join(dirname(fileURLToPath(import.meta.resolve("stripe"))), "resources");
  const files = readdirSync(resources, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".js"));
  const calls = files.flatMap((name) => [...readFileSync(join(resources, name), "utf8").matchAll(/'(GET|POST|DELETE)',\s*[`'](\/v1\/[^`']+)[`']/g)]);
  return [...new Set(calls.map(([, method, path = ""]) => `${method} ${path.replaceAll(/\$\{[^}]+\}/g, "x_1")}`))];
}

describe("addresses", () => {
  it("are answered, or refused as not simulated; unknown is only what Stripe does not know either", async () => {
    await using b = await bench();
    const addresses = addressesOfStripe();
    expect(addresses.length).toBeGreaterThan(500);
    const unknown: string[] = [];
    for (const address of addresses) {
      const [method = "", path = ""] = address.split(" ");
      const { json } = await rawCall(b.local, method, path);
      if (/^Unrecognized/.test((json as { error?: { message: string } }).error?.message ?? "")) unknown.push(address);
    }
    expect(unknown).toEqual([]);
    const coupon = await errorOf(b.stripe.coupons.create({ percent_off: 10, duration: "once" }));
    expect(coupon).toMatchObject({
      statusCode: 400,
      code: "local_stripe_not_simulated",
      message: "The local Stripe does not simulate POST /v1/coupons.",
      doc_url: undefined,
    });
    expect((await rawCall(b.local, "GET", "/v1/nonsense")).json).toMatchObject({ error: { message: expect.stringMatching(/^Unrecognized request URL/) } });
  });
});

describe("clients of before 2025-03-31.basil", () => {
  it("find the price on the lines of an invoice, and preview the next invoice in their way", async () => {
    await using b = await bench();
    const old = clientOf(b.local, { apiVersion: "2024-06-20" as never });
    const customer = await customerWithCard(old);
    const made = await old.subscriptions.create({ customer: customer.id, items: [{ price: "price_core_monthly" }], expand: ["latest_invoice.payment_intent"] });
    expect(made).toMatchObject({ billing_mode: { type: "classic" }, latest_invoice: { payment_intent: { status: "succeeded" } } });
    const invoice = await old.invoices.retrieve((made.latest_invoice as Stripe.Invoice).id, { expand: ["lines.data.price.product"] });
    expect(invoice.lines.data[0]).toMatchObject({
      type: "subscription",
      proration: false,
      price: { id: "price_core_monthly", product: { name: "RetentBase Core" } },
      plan: { amount: 2900 },
    });
    const item = made.items.data[0]?.id ?? "";
    const query = `customer=${customer.id}&subscription_items[0][id]=${item}&subscription_items[0][quantity]=2&subscription=${made.id}`;
    const version = { "stripe-version": "2024-06-20" };
    const changed = await rawCall(b.local, "GET", `/v1/invoices/upcoming?${query}`, undefined, version);
    expect(changed).toMatchObject({ status: 200, json: { object: "invoice", subscription: made.id } });
    expect((await rawCall(b.local, "GET", `/v1/invoices/upcoming?customer=${customer.id}`, undefined, version)).json).toMatchObject({ amount_due: 2900 });
    expect((await rawCall(b.local, "GET", `/v1/invoices/upcoming?customer=${customer.id}`)).status).toBe(404);
  });
});

describe("odd calls", () => {
  it("are refused in Stripe's manner, never with a fault of our own", async () => {
    await using b = await bench();
    const odd = await rawCall(b.local, "GET", "/v1/customers/%E0%A4%A");
    expect([odd.status, odd.json]).toEqual([404, { error: expect.objectContaining({ code: "resource_missing" }) }]);
    for (const version of ["1999-01-01", "2024-13-45", "2099-01-01"]) {
      expect((await rawCall(b.local, "GET", "/v1/customers", undefined, { "stripe-version": version })).status).toBe(400);
    }
    expect((await errorOf(b.stripe.prices.create({ currency: "xxx", unit_amount: 5, product: "prod_core" }))).param).toBe("currency");
    const keyless = await rawCall(b.local, "GET", "/v1/customers", undefined, { authorization: "" });
    expect([keyless.status, keyless.headers.get("www-authenticate")]).toEqual([401, 'Basic realm="Stripe"']);
    const twice = () => rawCall(b.local, "POST", "/v1/customers", "name=Ada", { "idempotency-key": "k1" });
    const [first, second] = [await twice(), await twice()];
    expect(second.headers.get("original-request")).toBe(first.headers.get("request-id"));
    expect(second.headers.get("request-id")).not.toBe(first.headers.get("request-id"));
  });

  it("are answered with amounts as the currency writes them", async () => {
    await using b = await bench();
    const line = { price_data: { currency: "jpy", unit_amount: 900, recurring: { interval: "month" as const }, product_data: { name: "Small" } }, quantity: 1 };
    const session = await b.stripe.checkout.sessions.create({ mode: "subscription", success_url: "https://app.test/", line_items: [line] });
    expect(await (await fetch(session.url ?? "")).text()).toContain("¥900");
  });
});

describe("what starters send", () => {
  it("is taken: a price made for one checkout, and where to ship", async () => {
    await using b = await bench();
    const line = { price_data: { currency: "eur", unit_amount: 900, recurring: { interval: "month" as const }, product_data: { name: "Small" } }, quantity: 3 };
    const order = { mode: "subscription" as const, success_url: "https://app.test/" };
    const session = await b.stripe.checkout.sessions.create({ ...order, line_items: [line], expand: ["line_items"] });
    expect(session).toMatchObject({ amount_total: 2700, currency: "eur", line_items: { data: [{ description: "Small", price: { active: false } }] } });
    const both = await errorOf(b.stripe.checkout.sessions.create({ ...order, line_items: [{ ...line, price: "price_core_monthly" }] }));
    expect(both.code).toBe("parameters_exclusive");
    const shipping = { name: "Ada", address: { line1: "1 Way", city: "Ulm" } };
    const customer = await b.stripe.customers.create({ shipping });
    expect(customer.shipping).toMatchObject({ name: "Ada", phone: null, address: { city: "Ulm", country: null } });
    expect((await b.stripe.customers.update(customer.id, { shipping: "" })).shipping).toBeNull();
  });

  it("is refused where a type of event does not exist", async () => {
    await using b = await bench();
    const asked = { url: "https://app.test/hook", enabled_events: ["invoice.paid", "invoice.payed"] };
    const error = await errorOf(b.stripe.webhookEndpoints.create(asked as Stripe.WebhookEndpointCreateParams));
    expect(error).toMatchObject({ statusCode: 400, param: "enabled_events[1]" });
  });
});
