import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Clock, DAY_MS } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { setWorkspaceAccess } from "#lib/features/billing/set-access.ts";
import { type BilledWorkspace, makeBilledWorkspace, stripeAt } from "#lib/testing/billing.ts";
import { useOwnDatabase } from "#lib/testing/own-database.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { stripeSettings } from "#lib/testing/stripe-events.ts";
import { type LocalStripe, startLocalStripe } from "../../../e2e/stripe/start.ts";
import { convergeCustomer } from "./converge.ts";
import { endAccess } from "./end-access.ts";
import { startCheckout } from "./start-checkout.ts";
import { tellOfEndingTrials } from "./tell-of-ending-trials.ts";

/** What billing must not touch: the demo, and what whoever runs the installation gave. */

let database: Awaited<ReturnType<typeof useOwnDatabase>>;
let local: LocalStripe;
const clock: Clock = { now: () => local.control.now() * 1000 };
const system = systemContext("test", clock);

beforeAll(async () => {
  database = await useOwnDatabase();
  local = await startLocalStripe({ catalogue: true });
  Object.assign(process.env, stripeSettings(local), { SMTP_URL: "smtp://127.0.0.1:9", MAIL_FROM: "test@example.com" });
});
afterAll(async () => {
  await local.close();
  await database.remove();
});

/** Opens the checkout, and leaves it. */
async function customerOf(workspace: BilledWorkspace): Promise<string> {
  await startCheckout({ ctx: await workspace.ctx(), input: { plan: "core", interval: "month" } });
  return (await workspace.stored()).customer_id as string;
}

describe("the demo", () => {
  it("is not billed, ended or told anything, whatever an account says that somebody gave it", async () => {
    const workspace = await makeBilledWorkspace(clock);
    const customer = await customerOf(workspace);
    const end = new Date(clock.now() + DAY_MS);
    await ownerQuery("update workspaces set is_demo = true, access_until = $2 where id = $1", [workspace.workspaceId, end]);
    await ownerQuery("update billing_accounts set trial_ends_at = $2 where workspace_id = $1", [workspace.workspaceId, end]);
    const before = await workspace.stored();
    await tellOfEndingTrials({ ctx: system });
    const stripe = stripeAt(local);
    const card = await stripe.paymentMethods.attach("pm_card_visa", { customer });
    const subscription = await stripe.subscriptions.create({ customer, items: [{ price: "price_core_monthly" }], default_payment_method: card.id });
    await convergeCustomer({ ctx: system, input: { customerId: customer } });
    await stripe.subscriptions.cancel(subscription.id);
    local.control.advance({ days: 2 });
    await convergeCustomer({ ctx: system, input: { customerId: customer } });
    await endAccess({ ctx: system });
    const { plan, access } = await workspace.stored();
    expect({ plan, access }).toEqual({ plan: before.plan, access: before.access });
    expect(await workspace.mails()).toEqual([]);
  });
});

describe("access that an operator set", () => {
  it.each(["before", "after"] as const)("holds, set %s a trial's end: beyond it, and beyond a look at the checkout", async (when) => {
    const workspace = await makeBilledWorkspace(clock);
    if (when === "after") local.control.advance({ days: 15 });
    await setWorkspaceAccess({ ctx: { ...(await workspace.ctx()), actor: { type: "system", name: "operator" } }, input: { access: "active" } });
    expect((await workspace.ctx()).workspace.access).toBe("active");
    local.control.advance({ days: 15 });
    await tellOfEndingTrials({ ctx: system });
    await endAccess({ ctx: system });
    await convergeCustomer({ ctx: system, input: { customerId: await customerOf(workspace) } });
    expect((await workspace.ctx()).workspace).toMatchObject({ plan: "advanced", access: "active" });
    expect(await workspace.mails()).toEqual([]);
  });

  it("closes too, and a payment opens it again", async () => {
    const workspace = await makeBilledWorkspace(clock);
    await setWorkspaceAccess({ ctx: { ...(await workspace.ctx()), actor: { type: "system", name: "operator" } }, input: { access: "read_only" } });
    await endAccess({ ctx: system });
    const customer = await customerOf(workspace);
    expect((await workspace.ctx()).workspace.access).toBe("read_only");
    const stripe = stripeAt(local);
    const card = await stripe.paymentMethods.attach("pm_card_visa", { customer });
    await stripe.subscriptions.create({ customer, items: [{ price: "price_core_monthly" }], default_payment_method: card.id });
    await convergeCustomer({ ctx: system, input: { customerId: customer } });
    expect((await workspace.ctx()).workspace).toMatchObject({ plan: "core", access: "active" });
  });
});

// Last: from here on this process sells nothing.
describe("without Stripe's keys", () => {
  it("what billing had decided is lifted, what an operator decided stays, and nobody is told of trials", async () => {
    const [ended, given] = [await makeBilledWorkspace(clock), await makeBilledWorkspace(clock)];
    await ownerQuery("delete from billing_accounts where workspace_id = $1", [given.workspaceId]);
    await ownerQuery("update workspaces set plan = 'core', access = 'read_only', access_until = null where id = $1", [given.workspaceId]);
    local.control.advance({ days: 15 });
    await endAccess({ ctx: system });
    expect(await ended.stored()).toMatchObject({ access: "read_only" });
    const { env } = await import("#lib/platform/env.ts");
    const before = env().STRIPE;
    Object.assign(env(), { STRIPE: null });
    try {
      await tellOfEndingTrials({ ctx: system });
      await endAccess({ ctx: system });
      await endAccess({ ctx: system });
    } finally {
      Object.assign(env(), { STRIPE: before });
    }
    expect(await ended.stored()).toMatchObject({ plan: "advanced", access: "active", access_until: null });
    expect(await given.stored()).toMatchObject({ plan: "core", access: "read_only" });
    expect(await given.mails()).toEqual([]);
  });
});
