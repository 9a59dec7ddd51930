import { expect } from "vitest";
import type { Scene } from "#lib/testing/selling-server.ts";
import { daysPass, openShop, type Shop } from "#lib/testing/shop.ts";
import type { Kind } from "./calls.ts";

const DECLINED = "4000000000000002";

/** A shop whose trial is over, so that a checkout is paid at once. */
async function shopAfterTrial(scene: Scene): Promise<Shop> {
  const shop = await openShop(scene);
  await daysPass(shop, 15);
  return shop;
}

async function payingShop(scene: Scene, plan: "core" | "advanced" = "advanced"): Promise<Shop> {
  const shop = await shopAfterTrial(scene);
  await shop.buy(plan);
  await shop.becomes({ plan, access: "active", status: "active" });
  return shop;
}

async function subscriptionOf({ stripe }: Scene, shop: Shop): Promise<string> {
  const { data } = await stripe.subscriptions.list({ customer: await shop.customer(), limit: 1 });
  return data[0]?.id as string;
}

/** The next renewal is declined, and so are the retries. */
async function renewalFails({ local }: Scene, shop: Shop): Promise<void> {
  local.control.declineNext({ customer: await shop.customer(), count: 100 });
  local.control.advance({ days: 32 });
}

/** The ways into each state, in the order of Stripe's clock, which only moves forward. */
export const states: Record<string, { is: Kind; reach(scene: Scene): Promise<Shop> }> = {
  "a trial without a card": { is: "advanced", reach: openShop },
  "a trial in which Core was chosen": {
    is: "core",
    async reach(scene) {
      const shop = await openShop(scene);
      await shop.buy("core");
      await shop.becomes({ plan: "core", access: "trialing", status: "trialing" });
      return shop;
    },
  },
  "a trial that is over": { is: "advanced, read-only", reach: shopAfterTrial },
  "a trial that is over, and a card that is declined at the checkout": {
    is: "advanced, read-only",
    async reach(scene) {
      const shop = await shopAfterTrial(scene);
      await isDeclined(shop);
      await scene.local.control.settled();
      return shop;
    },
  },
  Core: { is: "core", reach: (scene) => payingShop(scene, "core") },
  Advanced: { is: "advanced", reach: (scene) => payingShop(scene, "advanced") },
  "a first payment that is not made, in the trial": {
    is: "advanced",
    async reach(scene) {
      const shop = await openShop(scene);
      await payBadly(scene, shop);
      await shop.becomes({ plan: "advanced", access: "trialing", status: "incomplete" });
      return shop;
    },
  },
  "a first payment that is not made": {
    is: "advanced, read-only",
    async reach(scene) {
      const shop = await shopAfterTrial(scene);
      await payBadly(scene, shop);
      await shop.becomes({ plan: "advanced", access: "read_only", status: "incomplete" });
      return shop;
    },
  },
  "a first payment that was never made": {
    is: "advanced, read-only",
    async reach(scene) {
      const shop = await shopAfterTrial(scene);
      await payBadly(scene, shop);
      scene.local.control.advance({ days: 1 });
      await shop.becomes({ plan: "advanced", access: "read_only", status: "incomplete_expired" });
      return shop;
    },
  },
  "cancelled, the period not yet over": {
    is: "advanced",
    async reach(scene) {
      const shop = await payingShop(scene);
      await scene.stripe.subscriptions.update(await subscriptionOf(scene, shop), { cancel_at_period_end: true });
      await shop.becomes({ plan: "advanced", access: "active", status: "active", ends: true });
      return shop;
    },
  },
  "cancelled, and our clock at the period's end before Stripe says so": {
    is: "advanced, read-only",
    async reach(scene) {
      const shop = await payingShop(scene);
      await scene.stripe.subscriptions.update(await subscriptionOf(scene, shop), { cancel_at_period_end: true });
      await shop.becomes({ plan: "advanced", access: "active", status: "active", ends: true });
      // Stripe's clock is ahead of ours by what was played before.
      await daysPass(shop, Math.ceil(((await endOf(shop)) - Date.now()) / 86_400_000));
      return shop;
    },
  },
  "cancelled, the period over": {
    is: "advanced, read-only",
    async reach(scene) {
      const shop = await payingShop(scene);
      await scene.stripe.subscriptions.update(await subscriptionOf(scene, shop), { cancel_at_period_end: true });
      scene.local.control.advance({ days: 32 });
      await shop.becomes({ plan: "advanced", access: "read_only", status: "canceled", ends: false });
      return shop;
    },
  },
  "cancelled at once": {
    is: "advanced, read-only",
    async reach(scene) {
      const shop = await payingShop(scene);
      await scene.stripe.subscriptions.cancel(await subscriptionOf(scene, shop));
      await shop.becomes({ plan: "advanced", access: "read_only", status: "canceled" });
      return shop;
    },
  },
  "Core, cancelled at once": {
    is: "core, read-only",
    async reach(scene) {
      const shop = await payingShop(scene, "core");
      await scene.stripe.subscriptions.cancel(await subscriptionOf(scene, shop));
      await shop.becomes({ plan: "core", access: "read_only", status: "canceled" });
      return shop;
    },
  },
  "subscribed again": {
    is: "advanced",
    async reach(scene) {
      const shop = await payingShop(scene, "core");
      await scene.stripe.subscriptions.cancel(await subscriptionOf(scene, shop));
      await shop.becomes({ plan: "core", access: "read_only", status: "canceled" });
      await shop.buy("advanced");
      await shop.becomes({ plan: "advanced", access: "active", status: "active" });
      return shop;
    },
  },
  "downgraded from Advanced to Core": {
    is: "core",
    async reach(scene) {
      const shop = await payingShop(scene);
      await changePrice(scene, shop, "price_core_monthly");
      await shop.becomes({ plan: "core", access: "active", status: "active" });
      return shop;
    },
  },
  "overdue, within the days of grace": {
    is: "advanced",
    async reach(scene) {
      const shop = await payingShop(scene);
      await renewalFails(scene, shop);
      await shop.becomes({ plan: "advanced", access: "past_due", status: "past_due", ends: true });
      return shop;
    },
  },
  "Core overdue, within the days of grace": {
    is: "core",
    async reach(scene) {
      const shop = await payingShop(scene, "core");
      await renewalFails(scene, shop);
      await shop.becomes({ plan: "core", access: "past_due", status: "past_due", ends: true });
      return shop;
    },
  },
  "overdue, the days of grace over": {
    is: "advanced, read-only",
    async reach(scene) {
      const shop = await payingShop(scene);
      await renewalFails(scene, shop);
      await shop.becomes({ plan: "advanced", access: "past_due", status: "past_due", ends: true });
      await daysPass(shop, Math.ceil(((await endOf(shop)) - Date.now()) / 86_400_000));
      return shop;
    },
  },
  "given up by Stripe as unpaid, within the days of grace": { is: "advanced", reach: unpaidShop },
  "given up by Stripe as unpaid, the days of grace over": {
    is: "advanced, read-only",
    async reach(scene) {
      const shop = await unpaidShop(scene);
      await daysPass(shop, Math.ceil(((await endOf(shop)) - Date.now()) / 86_400_000));
      return shop;
    },
  },
  "cancelled by Stripe after the last retry": {
    is: "advanced, read-only",
    async reach(scene) {
      scene.local.control.settings({ retryDays: [1], afterLastRetry: "cancel" });
      const shop = await payingShop(scene);
      await renewalFails(scene, shop);
      scene.local.control.advance({ days: 3 });
      await shop.becomes({ plan: "advanced", access: "read_only", status: "canceled" });
      return shop;
    },
  },
  "paused by Stripe, its own trial over without a card": {
    is: "advanced, read-only",
    async reach(scene) {
      const shop = await shopAfterTrial(scene);
      await isDeclined(shop);
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

/** The checkout refuses the card; nothing was bought. */
async function isDeclined(shop: Shop): Promise<void> {
  await expect(shop.buy("advanced", DECLINED)).rejects.toThrow("the checkout answered");
}

async function unpaidShop(scene: Scene): Promise<Shop> {
  scene.local.control.settings({ retryDays: [1], afterLastRetry: "unpaid" });
  const shop = await payingShop(scene);
  await renewalFails(scene, shop);
  scene.local.control.advance({ days: 3 });
  await shop.becomes({ plan: "advanced", access: "past_due", status: "unpaid", ends: true });
  return shop;
}

async function payBadly({ stripe }: Scene, shop: Shop): Promise<void> {
  await isDeclined(shop);
  const customer = await shop.customer();
  const card = await stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer });
  await stripe.subscriptions.create({ customer, items: [{ price: "price_advanced_monthly" }], default_payment_method: card.id });
}

async function changePrice(scene: Scene, shop: Shop, price: string): Promise<void> {
  const id = await subscriptionOf(scene, shop);
  const { items } = await scene.stripe.subscriptions.retrieve(id);
  await scene.stripe.subscriptions.update(id, { items: [{ id: items.data[0]?.id as string, price }] });
}

const endOf = async (shop: Shop) => ((await shop.workspace.stored()).access_until as Date).getTime();
