import Stripe from "stripe";
import { expect, it } from "vitest";
import { bench, clientOf, errorOf, rawCall } from "./support.ts";

it("gives the same answer to the same key, and says so", async () => {
  await using b = await bench();
  const first = await b.stripe.customers.create({ name: "Ada" }, { idempotencyKey: "one" });
  const again = await b.stripe.customers.create({ name: "Ada" }, { idempotencyKey: "one" });
  expect(again.id).toBe(first.id);
  expect(again.lastResponse.headers["idempotent-replayed"]).toBe("true");
  expect(first.lastResponse.headers["idempotent-replayed"]).toBeUndefined();
  expect((await b.stripe.customers.list()).data).toHaveLength(1);
  expect(b.local.control.events().filter(({ type }) => type === "customer.created")).toMatchObject([
    { request: { idempotency_key: "one", id: first.lastResponse.requestId } },
  ]);
});

it("refuses a key with other parameters or another address", async () => {
  await using b = await bench();
  await b.stripe.customers.create({ name: "Ada" }, { idempotencyKey: "one" });
  for (const call of [
    b.stripe.customers.create({ name: "Bob" }, { idempotencyKey: "one" }),
    b.stripe.products.create({ name: "Ada" }, { idempotencyKey: "one" }),
  ]) {
    const error = await errorOf(call);
    expect(error).toBeInstanceOf(Stripe.errors.StripeIdempotencyError);
    expect(error.statusCode).toBe(400);
  }
});

it("does not keep what it refused, but keeps a declined card", async () => {
  await using b = await bench();
  await rawCall(b.local, "POST", "/v1/customers", "foo=1", { "idempotency-key": "k" });
  expect((await rawCall(b.local, "POST", "/v1/customers", "name=x", { "idempotency-key": "k" })).status).toBe(200);
  const customer = await b.stripe.customers.create();
  const attach = () => errorOf(b.stripe.paymentMethods.attach("pm_card_chargeDeclined", { customer: customer.id }, { idempotencyKey: "card" }));
  expect((await attach()).statusCode).toBe(402);
  expect((await attach()).headers?.["idempotent-replayed"]).toBe("true");
});

it("answers 409 while the first is still under way", async () => {
  await using b = await bench();
  b.local.control.apiFault({ kind: "slow", ms: 200, times: 1, match: "POST /v1/customers" });
  const slow = b.stripe.customers.create({ name: "Ada" }, { idempotencyKey: "one" });
  const rival = rawCall(b.local, "POST", "/v1/customers", "name=Ada", { "idempotency-key": "one" });
  const [first, second] = await Promise.all([slow, rival.then(({ status, json }) => ({ status, json }))]);
  expect(first.name).toBe("Ada");
  expect(second).toMatchObject({ status: 409, json: { error: { code: "idempotency_key_in_use" } } });
});

it("makes one customer when the answer is lost and stripe-node tries again", async () => {
  await using b = await bench();
  b.local.control.apiFault({ kind: "lose", times: 1, match: "POST /v1/customers" });
  const customer = await clientOf(b.local, { maxNetworkRetries: 2 }).customers.create({ name: "Ada" });
  expect((await b.stripe.customers.list()).data.map(({ id }) => id)).toEqual([customer.id]);
});
