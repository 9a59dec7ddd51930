import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiClient } from "#lib/testing/api-client.ts";
import { endpoints } from "#lib/testing/contract.ts";
import { allowReturn } from "#lib/testing/hosted.ts";
import { press, visit } from "#lib/testing/hosted-visitor.ts";
import { type Scene, setScene } from "#lib/testing/selling-server.ts";
import { daysPass, openShop, type Shop, workWith } from "#lib/testing/shop.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";
import { DEFAULT_SETTINGS } from "../../stripe/state/world.ts";
import { callAll, calls, expectedAs, type Kind } from "./calls.ts";

/**
 * Every call of the API in every state that a workspace can reach, reached as its owner and Stripe bring it about: by checkouts,
 * declined cards, Stripe's clock, and the events that Stripe sends.
 */

const DECLINED = "4000000000000002";

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
}, 120_000);
afterAll(() => scene?.end());

/** Whatever the state: the call's answers, a way on in every refusal, and customers who are at it finish. */
async function expectToBe(kind: Kind, shop: Shop): Promise<void> {
  const api = await shop.freshApi();
  const { seen, refusals } = await callAll(api, shop);
  expect(seen).toEqual(expectedAs(kind));
  for (const { body, headers } of refusals) {
    expect(body.detail).toMatch(/\bBilling\b/);
    expect([body.type, headers.get("content-type")]).toEqual([expect.stringContaining(`/docs/errors#${body.code}`), expect.stringContaining("problem+json")]);
  }
  const { underWay, unopened } = shop.kept;
  expect((await press(underWay, "confirm", "confirm")).status).toBe(303);
  const back = await press(underWay, "receipt", "return");
  const token = back.headers.get("location")?.split("#ci_result_token=")[1];
  const verified = await api.call("POST", "/result-tokens/verify", { body: { token } });
  expect(verified.body).toMatchObject({ firstUse: true, claims: { outcome: "churned" } });
  // Whoever was given a link is not left standing before a closed door.
  expect((await visit(unopened)).status).toBe(200);
}

/** A shop whose trial is over, so that a checkout is paid at once. */
async function shopAfterTrial(): Promise<Shop> {
  const shop = await openShop(scene);
  await daysPass(shop, 15);
  return shop;
}

async function payingShop(plan: "core" | "advanced" = "advanced"): Promise<Shop> {
  const shop = await shopAfterTrial();
  await shop.buy(plan);
  await shop.becomes({ plan, access: "active", status: "active" });
  return shop;
}

async function subscriptionOf(shop: Shop): Promise<string> {
  const { data } = await scene.stripe.subscriptions.list({ customer: await shop.customer(), limit: 1 });
  return data[0]?.id as string;
}

/** The next renewal is declined, and so are the retries. */
async function renewalFails(shop: Shop): Promise<void> {
  scene.local.control.declineNext({ customer: await shop.customer(), count: 100 });
  scene.local.control.advance({ days: 32 });
}

/** The ways into each state, in the order of Stripe's clock, which only moves forward. */
const states: Record<string, { is: Kind; shop(): Promise<Shop> }> = {
  "a trial without a card": { is: "advanced", shop: () => openShop(scene) },
  "a trial in which Core was chosen": {
    is: "core",
    async shop() {
      const shop = await openShop(scene);
      await shop.buy("core");
      await shop.becomes({ plan: "core", access: "trialing", status: "trialing" });
      return shop;
    },
  },
  "a trial that is over": { is: "advanced, read-only", shop: shopAfterTrial },
  "a trial that is over, and a card that is declined at the checkout": {
    is: "advanced, read-only",
    async shop() {
      const shop = await shopAfterTrial();
      await expect(shop.buy("advanced", DECLINED)).rejects.toThrow("the checkout answered");
      await scene.local.control.settled();
      return shop;
    },
  },
  Core: { is: "core", shop: () => payingShop("core") },
  Advanced: { is: "advanced", shop: () => payingShop("advanced") },
  "a first payment that is not made, in the trial": {
    is: "advanced",
    async shop() {
      const shop = await openShop(scene);
      await payBadly(shop);
      await shop.becomes({ plan: "advanced", access: "trialing", status: "incomplete" });
      return shop;
    },
  },
  "a first payment that is not made": {
    is: "advanced, read-only",
    async shop() {
      const shop = await shopAfterTrial();
      await payBadly(shop);
      await shop.becomes({ plan: "advanced", access: "read_only", status: "incomplete" });
      return shop;
    },
  },
  "a first payment that was never made": {
    is: "advanced, read-only",
    async shop() {
      const shop = await shopAfterTrial();
      await payBadly(shop);
      scene.local.control.advance({ days: 1 });
      await shop.becomes({ plan: "advanced", access: "read_only", status: "incomplete_expired" });
      return shop;
    },
  },
  "cancelled, the period not yet over": {
    is: "advanced",
    async shop() {
      const shop = await payingShop();
      await scene.stripe.subscriptions.update(await subscriptionOf(shop), { cancel_at_period_end: true });
      await shop.becomes({ plan: "advanced", access: "active", status: "active", ends: true });
      return shop;
    },
  },
  "cancelled, and our clock at the period's end before Stripe says so": {
    is: "advanced, read-only",
    async shop() {
      const shop = await payingShop();
      await scene.stripe.subscriptions.update(await subscriptionOf(shop), { cancel_at_period_end: true });
      await shop.becomes({ plan: "advanced", access: "active", status: "active", ends: true });
      // Stripe's clock is ahead of ours by what was played before.
      await daysPass(shop, Math.ceil(((await endOf(shop)) - Date.now()) / 86_400_000));
      return shop;
    },
  },
  "cancelled, the period over": {
    is: "advanced, read-only",
    async shop() {
      const shop = await payingShop();
      await scene.stripe.subscriptions.update(await subscriptionOf(shop), { cancel_at_period_end: true });
      scene.local.control.advance({ days: 32 });
      await shop.becomes({ plan: "advanced", access: "read_only", status: "canceled", ends: false });
      return shop;
    },
  },
  "cancelled at once": {
    is: "advanced, read-only",
    async shop() {
      const shop = await payingShop();
      await scene.stripe.subscriptions.cancel(await subscriptionOf(shop));
      await shop.becomes({ plan: "advanced", access: "read_only", status: "canceled" });
      return shop;
    },
  },
  "Core, cancelled at once": {
    is: "core, read-only",
    async shop() {
      const shop = await payingShop("core");
      await scene.stripe.subscriptions.cancel(await subscriptionOf(shop));
      await shop.becomes({ plan: "core", access: "read_only", status: "canceled" });
      return shop;
    },
  },
  "subscribed again": {
    is: "advanced",
    async shop() {
      const shop = await payingShop("core");
      await scene.stripe.subscriptions.cancel(await subscriptionOf(shop));
      await shop.becomes({ plan: "core", access: "read_only", status: "canceled" });
      await shop.buy("advanced");
      await shop.becomes({ plan: "advanced", access: "active", status: "active" });
      return shop;
    },
  },
  "downgraded from Advanced to Core": {
    is: "core",
    async shop() {
      const shop = await payingShop();
      await changePrice(shop, "price_core_monthly");
      await shop.becomes({ plan: "core", access: "active", status: "active" });
      return shop;
    },
  },
  "overdue, within the days of grace": {
    is: "advanced",
    async shop() {
      const shop = await payingShop();
      await renewalFails(shop);
      await shop.becomes({ plan: "advanced", access: "past_due", status: "past_due", ends: true });
      return shop;
    },
  },
  "Core overdue, within the days of grace": {
    is: "core",
    async shop() {
      const shop = await payingShop("core");
      await renewalFails(shop);
      await shop.becomes({ plan: "core", access: "past_due", status: "past_due", ends: true });
      return shop;
    },
  },
  "overdue, the days of grace over": {
    is: "advanced, read-only",
    async shop() {
      const shop = await payingShop();
      await renewalFails(shop);
      await shop.becomes({ plan: "advanced", access: "past_due", status: "past_due", ends: true });
      await daysPass(shop, Math.ceil(((await endOf(shop)) - Date.now()) / 86_400_000));
      return shop;
    },
  },
  "given up by Stripe as unpaid, within the days of grace": { is: "advanced", shop: unpaidShop },
  "given up by Stripe as unpaid, the days of grace over": {
    is: "advanced, read-only",
    async shop() {
      const shop = await unpaidShop();
      await daysPass(shop, Math.ceil(((await endOf(shop)) - Date.now()) / 86_400_000));
      return shop;
    },
  },
  "cancelled by Stripe after the last retry": {
    is: "advanced, read-only",
    async shop() {
      scene.local.control.settings({ retryDays: [1], afterLastRetry: "cancel" });
      const shop = await payingShop();
      await renewalFails(shop);
      scene.local.control.advance({ days: 3 });
      await shop.becomes({ plan: "advanced", access: "read_only", status: "canceled" });
      return shop;
    },
  },
  "paused by Stripe, its own trial over without a card": {
    is: "advanced, read-only",
    async shop() {
      const shop = await shopAfterTrial();
      await expect(shop.buy("advanced", DECLINED)).rejects.toThrow("the checkout answered");
      await scene.stripe.subscriptions.create({
        customer: await shop.customer(),
        items: [{ price: "price_advanced_monthly" }],
        trial_period_days: 3,
        trial_settings: { end_behavior: { missing_payment_method: "pause" } },
      });
      await shop.becomes({ plan: "advanced", access: "trialing", status: "trialing" });
      scene.local.control.advance({ days: 4 });
      await shop.becomes({ plan: "advanced", access: "read_only", status: "paused" });
      return shop;
    },
  },
};

async function unpaidShop(): Promise<Shop> {
  scene.local.control.settings({ retryDays: [1], afterLastRetry: "unpaid" });
  const shop = await payingShop();
  await renewalFails(shop);
  scene.local.control.advance({ days: 3 });
  await shop.becomes({ plan: "advanced", access: "past_due", status: "unpaid", ends: true });
  return shop;
}

async function payBadly(shop: Shop): Promise<void> {
  await expect(shop.buy("advanced", DECLINED)).rejects.toThrow("the checkout answered");
  const customer = await shop.customer();
  const card = await scene.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  await scene.stripe.subscriptions.create({ customer, items: [{ price: "price_advanced_monthly" }], default_payment_method: card.id });
}

async function changePrice(shop: Shop, price: string): Promise<void> {
  const id = await subscriptionOf(shop);
  const { items } = await scene.stripe.subscriptions.retrieve(id);
  await scene.stripe.subscriptions.update(id, { items: [{ id: items.data[0]?.id as string, price }] });
}

const endOf = async (shop: Shop) => ((await shop.workspace.stored()).access_until as Date).getTime();

it("has a call for every operation that there is", () => {
  expect([...new Set(Object.values(calls).map(({ operation }) => operation))].sort()).toEqual(
    endpoints()
      .map(({ id }) => id)
      .sort(),
  );
});

it("is in the contract: each refusal for plan, access and demo where it occurs, and nowhere else", async () => {
  const { text } = await apiClient(null, scene.server.url).call("GET", "/openapi.json");
  const { paths } = JSON.parse(text) as { paths: Record<string, Record<string, { responses: Record<string, { description: string }> }>> };
  for (const { id, method, path, touchesEnvironment } of endpoints()) {
    const listed = Object.entries(paths[`/api/v1${path}`]?.[method.toLowerCase()]?.responses ?? {}).flatMap(([status, { description }]) =>
      status === "402" || status === "403" ? [...description.matchAll(/`(\w+)`/g)].map(([, code]) => `${status} ${code}`) : [],
    );
    const occurring = Object.values(calls).flatMap(({ operation, expected }) => (operation === id ? expected.filter((seen) => /^40[23] /.test(seen)) : []));
    // e2e/isolation/matrix.test.ts proves this one.
    if (touchesEnvironment) occurring.push("403 sandbox_only_key");
    expect([id, listed.sort()]).toEqual([id, [...new Set(occurring)].sort()]);
  }
});

describe("in the state", () => {
  // Declines and settings are of the one Stripe, and its clock goes on: one after the other.
  it.each(Object.keys(states))("%s", async (name) => {
    const { is, shop } = states[name] as (typeof states)[string];
    scene.local.control.acceptAll();
    scene.local.control.settings(DEFAULT_SETTINGS);
    await expectToBe(is, await shop());
  });
});

describe("what whoever runs the installation gave, and the demo", () => {
  it.each([
    ["advanced", { plan: "advanced" }],
    ["core", { plan: "core" }],
    ["advanced, read-only", { plan: "advanced", access: "read_only" }],
    ["core, read-only", { plan: "core", access: "read_only" }],
    ["demo", { isDemo: true }],
  ] as const)("%s", async (kind, { plan, access, isDemo = false }: { plan?: "core" | "advanced"; access?: "read_only"; isDemo?: boolean }) => {
    const made = await makeWorkspace({ isDemo });
    await allowReturn(made.ctx);
    const api = apiClient(made.apiKey, scene.server.url);
    // Nothing can be made in the demo; what is called there is refused before anybody looks for it.
    const kept = kind === "demo" ? { unopened: "", underWay: "", sessionId: "cxs_none", token: "none" } : await workWith(api);
    if (plan !== undefined) await made.setPlan(plan);
    if (access !== undefined) await made.setAccess(access);
    const fresh = apiClient((await made.makeKey()).apiKey, scene.server.url);
    const { seen, refusals } = await callAll(fresh, { kept });
    expect(seen).toEqual(expectedAs(kind));
    for (const { body } of refusals) expect(body.detail).toMatch(kind === "demo" ? /Create a workspace of your own/ : /\bBilling\b/);
  });
});
