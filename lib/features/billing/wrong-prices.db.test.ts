import type Stripe from "stripe";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/logger.ts";
import { makeBilledWorkspace } from "#lib/testing/billing.ts";
import { setUpBilling } from "#lib/testing/billing-scene.ts";
import { changePlan } from "./change-plan.ts";
import { getBilling } from "./get-billing.ts";
import { planPrices } from "./prices.ts";
import { startCheckout } from "./start-checkout.ts";

/** Ids of prices that do not fit their setting: nobody is shown their amount, or sent to pay it. */

const { clock, system, payingWorkspace, local, stripe } = setUpBilling();
const monthly = { plan: "core", interval: "month" } as const;
const sold = async () => (await planPrices({ ctx: system })).map(({ plan, interval }) => `${plan} ${interval}`);
const others = ["core year", "advanced month", "advanced year"];

function sellCore(month: string, year = "price_core_yearly"): void {
  Object.assign(env().STRIPE?.prices ?? {}, { core: { month, year } });
}

beforeEach(() => {
  vi.spyOn(logger(), "warn");
});
afterEach(() => {
  sellCore("price_core_monthly");
  local().control.clearApiFaults();
  vi.restoreAllMocks();
});

const warnings = () => vi.mocked(logger().warn).mock.calls.map((call) => JSON.stringify(call));

const made = (price: Partial<Stripe.PriceCreateParams>) => async () =>
  (await stripe().prices.create({ currency: "usd", unit_amount: 2_900, recurring: { interval: "month" }, product: "prod_core", ...price })).id;

const archived = async () => {
  const id = await made({})();
  await stripe().prices.update(id, { active: false });
  return id;
};

describe("a price", () => {
  it.each<[string, () => Promise<string>, string]>([
    ["of a year in place of a month", made({ unit_amount: 29_000, recurring: { interval: "year" } }), "paid every year"],
    ["that Stripe does not know", async () => "price_mistyped", "does not know it"],
    ["that is paid once", async () => (await stripe().prices.create({ currency: "usd", unit_amount: 2_900, product: "prod_core" })).id, "paid once"],
    ["that is archived", archived, "archived"],
    ["of another currency", made({ currency: "eur" }), "EUR"],
    ["of a week", made({ recurring: { interval: "week" } }), "paid every week"],
    ["of three months", made({ recurring: { interval: "month", interval_count: 3 } }), "paid every 3 months"],
    ["of nothing", made({ unit_amount: 0 }), "costs nothing"],
  ])("%s is not sold, and said once", async (_, make, why) => {
    sellCore(await make());
    expect(await sold()).toEqual(others);
    const workspace = await makeBilledWorkspace(clock);
    const ctx = await workspace.ctx();
    expect((await getBilling({ ctx, input: { asksStripe: true } }))?.prices.map(({ plan, interval }) => `${plan} ${interval}`)).toEqual(others);
    await expect(startCheckout({ ctx, input: monthly })).rejects.toMatchObject({
      code: "validation_failed",
      message: expect.stringContaining("core is not sold by the month"),
    });
    const lines = warnings().filter((line) => line.includes("STRIPE_PRICE_CORE_MONTHLY"));
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(why);
  });

  it("that is wrong is not changed to either", async () => {
    const { workspace } = await payingWorkspace("price_core_yearly");
    sellCore("price_mistyped");
    const input = { ...monthly, prorationDate: Math.floor(clock.now() / 1000) };
    await expect(changePlan({ ctx: await workspace.ctx(), input })).rejects.toMatchObject({ message: expect.stringContaining("is not sold") });
  });

  it("is known on while Stripe is silent, and one that was never asked about is asked for at the checkout", async () => {
    expect(await sold()).toEqual(["core month", ...others]);
    local().control.advance({ days: 1 });
    local().control.apiFault({ kind: "refuse", status: 500 });
    sellCore("price_core_monthly", "price_new");
    expect((await planPrices({ ctx: system })).slice(0, 2)).toEqual([
      { ...monthly, amount: { minor: 2_900, currency: "USD" } },
      { plan: "core", interval: "year", amount: null },
    ]);
  });
});

describe("a checkout that Stripe refuses", () => {
  it("is a sentence for the owner, and Stripe's words for the log", async () => {
    const workspace = await makeBilledWorkspace(clock);
    const ctx = { ...(await workspace.ctx()), requestId: "req_refused" };
    local().control.apiFault({ kind: "refuse", status: 400, match: "POST /v1/checkout/sessions" });
    const refusal = await startCheckout({ ctx, input: monthly }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: "conflict",
      message: "The checkout could not be opened; whoever runs this installation finds the reason in the log under req_refused.",
      cause: { type: expect.stringMatching(/^Stripe/) },
    });
  });
});
