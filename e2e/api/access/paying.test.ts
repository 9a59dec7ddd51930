import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ApiAnswer } from "#lib/testing/api-client.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { type Scene, setScene } from "#lib/testing/selling-server.ts";
import { daysPass, openShop, type Shop } from "#lib/testing/shop.ts";
import { signInOverHttp } from "#lib/testing/sign-in.ts";

/** How soon a payment is in force for a key that is in use all the time, and what becomes of the data when the plan shrinks. */

/** Stripe's event, our look at Stripe, and the few seconds for which a checked key may be remembered. */
const WITHIN_MS = 15_000;

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
}, 120_000);
afterAll(() => scene?.end());

let count = 0;
const post = ({ api }: Shop) => api.post({ eventId: `e-${++count}`, reasonKey: "other" });
const link = ({ api }: Shop) => api.call("POST", "/cancel-link", { body: { userId: "u" } });
const seen = (answer: ApiAnswer) => [answer.status, answer.body.code];

/** Calls again and again from the moment of a payment. @returns ms until the answer is good */
async function goodAgain(shop: Shop, call: (shop: Shop) => Promise<ApiAnswer>, from: number): Promise<number> {
  await eventually(
    () => call(shop),
    ({ status }) => status < 300,
    WITHIN_MS,
  );
  return Math.round(performance.now() - from);
}

async function readOnlyShop(): Promise<Shop> {
  const shop = await openShop(scene);
  await daysPass(shop, 15);
  for (const call of [post, link]) {
    const refused = await eventually(
      () => call(shop),
      ({ status }) => status >= 400,
      5_250,
    );
    expect(seen(refused)).toEqual([402, "workspace_read_only"]);
  }
  return shop;
}

describe("a payment", () => {
  it("at the checkout opens a read-only workspace within seconds, by Stripe's event alone", async () => {
    const shop = await readOnlyShop();
    await shop.buy("advanced");
    const from = performance.now();
    const [event, session] = await Promise.all([goodAgain(shop, post, from), goodAgain(shop, link, from)]);
    console.log(`  from the payment at the checkout to the next 201: ${event} ms, to the next link: ${session} ms`);
  });

  it("of the open invoice does so too", async () => {
    const shop = await readOnlyShop();
    await shop.buy("advanced");
    await shop.becomes({ plan: "advanced", access: "active", status: "active" });
    scene.local.control.declineNext({ customer: await shop.customer(), count: 100 });
    scene.local.control.advance({ days: 32 });
    await shop.becomes({ plan: "advanced", access: "past_due", status: "past_due", ends: true });
    await daysPass(shop, 50);
    await eventually(
      () => post(shop),
      ({ status }) => status === 402,
      5_250,
    );
    scene.local.control.acceptAll();
    const [invoice] = (await scene.stripe.invoices.list({ customer: await shop.customer(), status: "open" })).data;
    await scene.stripe.invoices.pay(invoice?.id as string);
    const from = performance.now();
    console.log(`  from the payment of the invoice to the next 201: ${await goodAgain(shop, post, from)} ms`);
    await shop.becomes({ plan: "advanced", access: "active", status: "active", ends: false });
  });
});

describe("a downgrade to Core", () => {
  it("closes the ledger's calls, leaves everything readable in the dashboard, and an upgrade opens it again, whole", async () => {
    const shop = await openShop(scene);
    await daysPass(shop, 15);
    await shop.buy("advanced");
    await shop.becomes({ plan: "advanced", access: "active", status: "active" });
    expect((await (await shop.freshApi()).patch("stored", { outcome: "churned" })).status).toBe(200);
    const before = (await shop.api.get("stored")).text;
    await changePrice(shop, "price_core_monthly");
    await shop.becomes({ plan: "core", access: "active", status: "active" });
    const closed = await eventually(
      () => shop.api.get("stored"),
      ({ status }) => status === 403,
      5_250,
    );
    expect(closed.body.code).toBe("plan_required");

    const cookie = await signInOverHttp(shop.workspace.owner.email, shop.workspace.owner.password, scene.server.url);
    const page = async (path: string) => {
      const answer = await fetch(`${scene.server.url}/dashboard/${shop.workspace.slug}${path}`, { headers: { cookie }, redirect: "manual" });
      expect([path, answer.status]).toEqual([path, 200]);
      return answer.text();
    };
    expect(await page("/cancellations")).toContain("stored");
    expect(await page("/cancellations?id=stored")).toContain("stored");
    await page("");
    expect(await page("/sessions")).toContain(shop.kept.sessionId);

    await changePrice(shop, "price_advanced_monthly");
    const from = performance.now();
    const ms = await goodAgain(shop, ({ api }) => api.get("stored"), from);
    console.log(`  from the upgrade to the ledger's next 200: ${ms} ms`);
    expect((await shop.api.get("stored")).text).toBe(before);
    expect(seen(await post(shop))).toEqual([201, undefined]);
  });
});

async function changePrice(shop: Shop, price: string): Promise<void> {
  const { data } = await scene.stripe.subscriptions.list({ customer: await shop.customer(), limit: 1 });
  const [subscription] = data;
  await scene.stripe.subscriptions.update(subscription?.id as string, { items: [{ id: subscription?.items.data[0]?.id as string, price }] });
}
