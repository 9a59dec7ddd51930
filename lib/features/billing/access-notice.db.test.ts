import type Stripe from "stripe";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Clock, DAY_MS } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { VISITOR } from "#lib/core/permissions.ts";
import { setWorkspaceAccess } from "#lib/features/billing/set-access.ts";
import { asMember } from "#lib/testing/as-member.ts";
import { type BilledWorkspace, makeBilledWorkspace, stripeAt } from "#lib/testing/billing.ts";
import { useOwnDatabase } from "#lib/testing/own-database.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { stripeSettings } from "#lib/testing/stripe-events.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";
import { type LocalStripe, startLocalStripe } from "../../../e2e/stripe/start.ts";
import { accessNotice } from "./access-notice.ts";
import { convergeCustomer } from "./converge.ts";
import { endAccess } from "./end-access.ts";
import { startCheckout } from "./start-checkout.ts";

/** The line above every page, from what is stored: before and after each job has noticed. */

let database: Awaited<ReturnType<typeof useOwnDatabase>>;
let local: LocalStripe;
let stripe: Stripe;
const clock: Clock = { now: () => local.control.now() * 1000 };
const system = systemContext("test", clock);

beforeAll(async () => {
  database = await useOwnDatabase();
  local = await startLocalStripe({ catalogue: true });
  stripe = stripeAt(local);
  Object.assign(process.env, stripeSettings(local));
});
afterAll(async () => {
  await local.close();
  await database.remove();
});

const notice = async (workspace: BilledWorkspace) => accessNotice({ ctx: await workspace.ctx() });

/** Subscribes a workspace whose trial an operator took away. */
async function subscribed(): Promise<{ workspace: BilledWorkspace; customer: string; subscription: Stripe.Subscription }> {
  const workspace = await makeBilledWorkspace(clock);
  await setWorkspaceAccess({ ctx: await workspace.ctx(), input: { access: "read_only" } });
  await startCheckout({ ctx: await workspace.ctx(), input: { plan: "core", interval: "month" } });
  const customer = (await workspace.stored()).customer_id as string;
  const card = await stripe.paymentMethods.attach("pm_card_visa", { customer });
  const subscription = await stripe.subscriptions.create({ customer, items: [{ price: "price_core_monthly" }], default_payment_method: card.id });
  await converge(customer);
  return { workspace, customer, subscription };
}

const converge = (customerId: string) => convergeCustomer({ ctx: system, input: { customerId } });

describe("a trial", () => {
  it("is spoken of in its last three days, and once it is over, whether the job has noticed or not", async () => {
    const workspace = await makeBilledWorkspace(clock);
    const until = (await workspace.stored()).access_until as Date;
    expect(await notice(workspace)).toBeNull();
    local.control.advance({ to: Math.floor((until.getTime() - 3 * DAY_MS) / 1000) + 1 });
    expect(await notice(workspace)).toEqual({ kind: "trial_ending", until: until.toISOString() });
    local.control.advance({ days: 3 });
    expect(await notice(workspace)).toEqual({ kind: "read_only", because: "trial" });
    await endAccess({ ctx: system });
    expect(await notice(workspace)).toEqual({ kind: "read_only", because: "trial" });
  });
});

describe("a subscription", () => {
  it("says nothing while it is paid, and why and until when once it is not", async () => {
    const { workspace, customer } = await subscribed();
    expect(await notice(workspace)).toBeNull();
    local.control.declineNext({ customer, count: 100 });
    local.control.advance({ days: 32 });
    await converge(customer);
    const until = (await workspace.stored()).access_until as Date;
    expect(await notice(workspace)).toEqual({ kind: "past_due", until: until.toISOString() });
    local.control.advance({ to: Math.ceil(until.getTime() / 1000) });
    expect(await notice(workspace)).toEqual({ kind: "read_only", because: "unpaid" });
    await endAccess({ ctx: system });
    expect(await notice(workspace)).toEqual({ kind: "read_only", because: "unpaid" });
    local.control.acceptAll();
  });

  it("that was cancelled has ended, once it has", async () => {
    const { workspace, customer, subscription } = await subscribed();
    await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    await converge(customer);
    expect(await notice(workspace)).toBeNull();
    await stripe.subscriptions.cancel(subscription.id);
    await converge(customer);
    expect(await notice(workspace)).toEqual({ kind: "read_only", because: "ended" });
  });
});

it("says so where whoever runs the installation closed it", async () => {
  const workspace = await makeBilledWorkspace(clock);
  await setWorkspaceAccess({ ctx: await workspace.ctx(), input: { access: "read_only" } });
  expect(await notice(workspace)).toEqual({ kind: "read_only", because: "closed" });
});

describe("who hears it", () => {
  it("is every member, and nobody else", async () => {
    const workspace = await makeBilledWorkspace(clock);
    await ownerQuery("update workspaces set access = 'past_due', access_until = null where id = $1", [workspace.workspaceId]);
    const ctx = await workspace.ctx();
    for (const role of ["owner", "admin", "analyst", "viewer"] as const) {
      expect(await accessNotice({ ctx: asMember(ctx, role) })).toEqual({ kind: "past_due", until: null });
    }
    await expect(accessNotice({ ctx: asMember(ctx, null) })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("is nobody in the demo, whatever is stored", async () => {
    const { ctx } = await makeWorkspace({ isDemo: true, access: "read_only" });
    const inside = { ...ctx, workspace: { ...ctx.workspace, access: "read_only" as const } };
    expect(await accessNotice({ ctx: { ...inside, actor: { type: "system", name: VISITOR } } })).toBeNull();
  });

  it("costs a workspace that pays no look into the database", async () => {
    const workspace = await makeBilledWorkspace(clock);
    const ctx = await workspace.ctx();
    expect(await accessNotice({ ctx: { ...ctx, workspace: { ...ctx.workspace, id: "asking for this would fail", access: "active" } } })).toBeNull();
  });
});
