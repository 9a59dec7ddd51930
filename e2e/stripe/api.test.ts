import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { bench, clientOf, customerWithCard, errorOf, rawCall } from "./support.ts";

describe("keys", () => {
  it("answers 401 without a key, with a wrong one, and with a publishable one", async () => {
    await using b = await bench();
    const without = await fetch(`${b.local.url}/v1/customers`);
    expect(without.status).toBe(401);
    expect(await without.text()).toContain("You did not provide an API key");
    for (const key of ["sk_live_abcdefghijkl", "nonsense", "pk_test_abcdefghijkl"]) {
      expect((await rawCall(b.local, "GET", "/v1/customers", undefined, { authorization: `Bearer ${key}` })).status).toBe(401);
    }
    expect(await errorOf(clientOf({ ...b.local, secretKey: "sk_test_" }).balance.retrieve())).toBeInstanceOf(Stripe.errors.StripeAuthenticationError);
  });

  it("takes bearer, basic and restricted keys; with a key of its own no other secret key", async () => {
    await using b = await bench({ secretKey: "sk_test_mine0000" });
    const basic = Buffer.from("sk_test_mine0000:").toString("base64");
    expect((await rawCall(b.local, "GET", "/v1/account", undefined, { authorization: `Basic ${basic}` })).status).toBe(200);
    expect((await rawCall(b.local, "GET", "/v1/account", undefined, { authorization: "Bearer rk_test_abcdefgh" })).status).toBe(200);
    expect((await rawCall(b.local, "GET", "/v1/account", undefined, { authorization: "Bearer sk_test_other000" })).status).toBe(401);
  });
});

describe("errors", () => {
  it("names what it does not know, misses or cannot read", async () => {
    await using b = await bench();
    const cases: [string, string, string, Record<string, unknown>][] = [
      ["POST", "/v1/customers", "foo=1&bar[baz]=2", { code: "parameter_unknown", param: "foo", message: "Received unknown parameters: foo, bar" }],
      ["POST", "/v1/customers", "address[plannet]=x", { code: "parameter_unknown", param: "address[plannet]" }],
      ["POST", "/v1/products", "", { code: "parameter_missing", param: "name", message: "Missing required param: name." }],
      ["POST", "/v1/products", "name=", { code: "parameter_invalid_empty", param: "name" }],
      ["POST", "/v1/prices", "currency=usd&product=prod_core&unit_amount=12.5", { code: "parameter_invalid_integer", param: "unit_amount" }],
      ["POST", "/v1/prices", "currency=usd&product=prod_core&unit_amount=5&recurring[interval]=hour", { param: "recurring[interval]" }],
      [
        "POST",
        "/v1/subscriptions",
        "customer=cus_none&items[0][price]=price_core_monthly",
        { code: "resource_missing", param: "customer", message: "No such customer: 'cus_none'" },
      ],
      ["GET", "/v1/customers?limit=101", "", { code: "parameter_invalid_integer", param: "limit" }],
      ["GET", "/v1/customers?starting_after=cus_none", "", { code: "resource_missing", param: "starting_after" }],
      ["POST", "/v1/customers", "metadata=flat", { param: "metadata", message: "Invalid object" }],
      ["POST", "/v1/customers", `metadata[${"k".repeat(41)}]=v`, {}],
      ["POST", "/v1/webhook_endpoints", "url=nowhere&enabled_events[]=*", { param: "url", code: "url_invalid" }],
      ["POST", "/v1/subscriptions", "customer=cus_none&items[0][price]=x&discounts[0][coupon]=y", { code: "local_stripe_not_simulated", param: "discounts" }],
    ];
    for (const [method, path, body, wanted] of cases) {
      const { status, json } = await rawCall(b.local, method, path, method === "GET" ? undefined : body);
      expect({ path, body, status }).toEqual({ path, body, status: 400 });
      expect(json.error).toMatchObject({ type: "invalid_request_error", ...wanted });
    }
  });

  it("answers 404 for unknown objects and unknown addresses, each in Stripe's words", async () => {
    await using b = await bench();
    const missing = await errorOf(b.stripe.customers.retrieve("cus_none"));
    expect(missing).toMatchObject({ statusCode: 404, code: "resource_missing", param: "id", message: "No such customer: 'cus_none'" });
    const { status, json } = await rawCall(b.local, "GET", "/v1/nothing");
    expect(status).toBe(404);
    expect(json.error).toMatchObject({ message: expect.stringContaining("Unrecognized request URL (GET: /v1/nothing).") });
  });

  it("refuses JSON bodies and versions that are none, and tells request id and version", async () => {
    await using b = await bench();
    expect((await rawCall(b.local, "POST", "/v1/customers", "{}", { "content-type": "application/json" })).status).toBe(400);
    expect((await rawCall(b.local, "GET", "/v1/balance", undefined, { "stripe-version": "yesterday" })).status).toBe(400);
    const customer = await b.stripe.customers.create();
    expect(customer.lastResponse.requestId).toMatch(/^req_/);
    expect(customer.lastResponse.headers["stripe-version"]).toBe(Stripe.API_VERSION);
  });
});

describe("forms of other SDKs", () => {
  it.each([
    ["Ruby", "items[][price]=price_core_monthly&items[][quantity]=2&items[][price]=price_advanced_monthly&expand[]=customer"],
    ["PHP", "items%5B0%5D%5Bprice%5D=price_core_monthly&items%5B0%5D%5Bquantity%5D=2&items%5B1%5D%5Bprice%5D=price_advanced_monthly&expand%5B0%5D=customer"],
    [
      "Python",
      "items[0][price]=price_core_monthly&items[0][quantity]=2&items[1][price]=price_advanced_monthly&cancel_at_period_end=False&off_session=True&expand[0]=customer",
    ],
  ])("reads %s's", async (_, form) => {
    await using b = await bench();
    const customer = await customerWithCard(b.stripe);
    const { status, json } = await rawCall(b.local, "POST", "/v1/subscriptions", `customer=${customer.id}&${form}`);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      status: "active",
      customer: { id: customer.id, object: "customer" },
      items: {
        data: [
          { quantity: 2, price: { id: "price_core_monthly" } },
          { quantity: 1, price: { id: "price_advanced_monthly" } },
        ],
      },
    });
  });

  it("refuses keys whose brackets do not close", async () => {
    await using b = await bench();
    expect((await rawCall(b.local, "POST", "/v1/customers", "metadata[a=b")).status).toBe(400);
    expect((await rawCall(b.local, "POST", "/v1/customers", "email=a@b.co&email[x]=y")).status).toBe(400);
  });
});

describe("objects", () => {
  it("merges metadata, unsets with an empty string, and deletes", async () => {
    await using b = await bench();
    const { id } = await b.stripe.customers.create({ metadata: { a: "1", b: "2" }, description: "x" });
    const changed = await b.stripe.customers.update(id, { metadata: { b: "", c: "3" }, description: "" });
    expect(changed).toMatchObject({ metadata: { a: "1", c: "3" }, description: null });
    expect(changed.metadata).not.toHaveProperty("b");
    expect((await b.stripe.customers.update(id, { metadata: "" })).metadata).toEqual({});
    expect(await b.stripe.customers.del(id)).toMatchObject({ id, deleted: true });
    expect(await b.stripe.customers.retrieve(id)).toMatchObject({ id, deleted: true });
    expect(await errorOf(b.stripe.customers.update(id, { name: "x" }))).toMatchObject({ statusCode: 404 });
    expect((await b.stripe.customers.list()).data).toEqual([]);
  });

  it("pages forwards, backwards and on and on", async () => {
    await using b = await bench();
    const ids: string[] = [];
    for (let at = 0; at < 25; at++) ids.unshift((await b.stripe.customers.create({ name: `n${at}` })).id);
    const first = await b.stripe.customers.list({ limit: 10 });
    expect([first.data.map(({ id }) => id), first.has_more]).toEqual([ids.slice(0, 10), true]);
    const last = await b.stripe.customers.list({ limit: 10, starting_after: ids[19] });
    expect([last.data.map(({ id }) => id), last.has_more]).toEqual([ids.slice(20), false]);
    const back = await b.stripe.customers.list({ limit: 5, ending_before: ids[10] });
    expect([back.data.map(({ id }) => id), back.has_more]).toEqual([ids.slice(5, 10), true]);
    expect((await b.stripe.customers.list({ limit: 7 }).autoPagingToArray({ limit: 100 })).map(({ id }) => id)).toEqual(ids);
  });

  it("expands deep and in lists, and refuses what cannot be expanded", async () => {
    await using b = await bench();
    const customer = await customerWithCard(b.stripe);
    const { latest_invoice: id } = await b.stripe.subscriptions.create({ customer: customer.id, items: [{ price: "price_core_monthly" }] });
    const invoice = await b.stripe.invoices.retrieve(id as string, { expand: ["payments.data.payment.payment_intent"] });
    expect(invoice.payments?.data[0]?.payment.payment_intent).toMatchObject({ object: "payment_intent", status: "succeeded" });
    const { data } = await b.stripe.subscriptions.list({ expand: ["data.customer", "data.latest_invoice.lines"] });
    expect(data[0]).toMatchObject({ customer: { email: "ada@example.com" }, latest_invoice: { status: "paid" } });
    expect(await errorOf(b.stripe.subscriptions.list({ expand: ["data.items.data.price.product"] }))).toMatchObject({
      message: expect.stringContaining("more than 4 levels"),
    });
    expect(await errorOf(b.stripe.subscriptions.list({ expand: ["customer"] }))).toMatchObject({
      statusCode: 400,
      message: expect.stringContaining("'data.customer'"),
    });
    expect(await errorOf(b.stripe.customers.retrieve(customer.id, { expand: ["email"] }))).toMatchObject({ statusCode: 400 });
  });

  it("finds prices by lookup key and moves a key on request", async () => {
    await using b = await bench();
    const found = await b.stripe.prices.list({ lookup_keys: ["core_monthly", "advanced_yearly"], expand: ["data.product"] });
    expect(found.data.map(({ id, unit_amount: amount }) => [id, amount])).toEqual([
      ["price_advanced_yearly", 99_000],
      ["price_core_monthly", 2_900],
    ]);
    expect(found.data[0]?.metadata).toEqual({ retentbase_plan: "advanced" });
    const params = { currency: "usd", product: "prod_core", unit_amount: 3_100, recurring: { interval: "month" }, lookup_key: "core_monthly" } as const;
    expect(await errorOf(b.stripe.prices.create(params))).toMatchObject({ param: "lookup_key" });
    const moved = await b.stripe.prices.create({ ...params, transfer_lookup_key: true });
    expect((await b.stripe.prices.list({ lookup_keys: ["core_monthly"] })).data.map(({ id }) => id)).toEqual([moved.id]);
    expect((await b.stripe.prices.retrieve("price_core_monthly")).lookup_key).toBeNull();
  });
});
