import { describe, expect, it } from "vitest";
import { DAY_MS } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { env } from "#lib/platform/env.ts";
import { makeBilledWorkspace } from "#lib/testing/billing.ts";
import { setUpBilling } from "#lib/testing/billing-scene.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { connectAsOwner, ownerQuery } from "#lib/testing/owner-database.ts";
import { changePlan } from "./change-plan.ts";
import { endAccess } from "./end-access.ts";
import { getBilling } from "./get-billing.ts";
import { openPortal } from "./open-portal.ts";
import { previewChange } from "./preview-change.ts";
import { reconcileEvents } from "./reconcile-events.ts";
import { startCheckout } from "./start-checkout.ts";

/** Nobody gets what they did not pay for, and nobody loses what they did: by a forged form, by two at once, by a wrong key or clock. */

const { clock, system, converge, customerOf, payBy, payingWorkspace, local, stripe } = setUpBilling();
const choice = { plan: "core", interval: "month" } as const;
const upgrade = { plan: "advanced", interval: "month" } as const;

describe("a change of plan", () => {
  it("is reckoned for the moment at which its price was shown, and for no other", async () => {
    const { workspace, customer, subscription } = await payingWorkspace();
    local().control.advance({ days: 3 });
    const ctx = await workspace.ctx();
    const now = Math.floor(clock.now() / 1000);
    const { current_period_start: start, current_period_end: end } = subscription.items.data[0] as { current_period_start: number; current_period_end: number };
    for (const prorationDate of [end - 2, start + 1, now - 16 * 60, now + 60]) {
      await expect(changePlan({ ctx, input: { ...upgrade, prorationDate } }), `${prorationDate - now} s from now`).rejects.toMatchObject({ code: "conflict" });
    }
    expect((await stripe().invoices.list({ customer })).data).toHaveLength(1);
    const { prorationDate } = await previewChange({ ctx, input: upgrade });
    await changePlan({ ctx, input: { ...upgrade, prorationDate } });
    // Back, for a moment before the time that was paid for began.
    await expect(changePlan({ ctx: await workspace.ctx(), input: { ...choice, prorationDate: prorationDate - 60 } })).rejects.toMatchObject({
      code: "conflict",
    });
    expect(await workspace.stored()).toMatchObject({ plan: "advanced" });
  });
});

describe("two at once", () => {
  it("an end that falls due while a payment is written down takes nothing from it", async () => {
    const workspace = await makeBilledWorkspace(clock);
    const customer = await customerOf(workspace);
    local().control.advance({ days: 15 });
    await payBy(customer, "pm_card_visa");
    await stripe().subscriptions.create({ customer, items: [{ price: "price_core_monthly" }] });
    const owner = await connectAsOwner();
    await owner.query("begin");
    await owner.query("select 1 from workspaces where id = $1 for no key update", [workspace.workspaceId]);
    const waiting = async (count: number) =>
      eventually(
        async () =>
          (await ownerQuery<{ pid: number }>("select pid from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()")).length,
        (found) => found >= count,
        10_000,
      );
    const payment = converge(customer);
    await waiting(1);
    const end = endAccess({ ctx: system });
    await waiting(2);
    await owner.query("commit");
    await owner.end();
    await Promise.all([payment, end]);
    expect(await workspace.stored()).toMatchObject({ plan: "core", access: "active", status: "active" });
    expect(await workspace.mails()).not.toContain("access_lost");
  });

  it("presses of two tabs leave one checkout open", async () => {
    const workspace = await makeBilledWorkspace(clock);
    const customer = await customerOf(workspace);
    local().control.apiFault({ kind: "slow", ms: 100, match: "/v1/checkout" });
    const ctx = await workspace.ctx();
    const pressed = await Promise.allSettled([
      startCheckout({ ctx, input: choice }),
      startCheckout({ ctx, input: upgrade }),
      startCheckout({ ctx, input: choice }),
    ]);
    local().control.clearApiFaults();
    const open = (await stripe().checkout.sessions.list({ customer, status: "open" })).data;
    expect(open).toHaveLength(1);
    const led = pressed.flatMap((press) => (press.status === "fulfilled" ? [press.value.url] : []));
    expect(led).toContain(open[0]?.url);
    for (const press of pressed) if (press.status === "rejected") expect(press.reason).toMatchObject({ code: "conflict" });
  });
});

describe("a customer that Stripe does not know", () => {
  it("and that does not pay is replaced, also after it was deleted", async () => {
    const { workspace, customer, subscription } = await payingWorkspace();
    await stripe().subscriptions.cancel(subscription.id);
    await converge(customer);
    await stripe().customers.del(customer);
    await expect(openPortal({ ctx: await workspace.ctx(), input: { for: "all" } })).rejects.toMatchObject({ code: "conflict" });
    const second = await customerOf(workspace);
    expect(second).not.toBe(customer);
    expect((await stripe().customers.retrieve(second)).deleted).toBeFalsy();
    expect(await ownerQuery("select detail from audit_log where workspace_id = $1 and action = 'billing.customer_replaced'", [workspace.workspaceId])).toEqual([
      { detail: { from: customer, to: second } },
    ]);
  });

  it("and that pays is kept: the key may be a wrong one", async () => {
    const { workspace, customer } = await payingWorkspace();
    await ownerQuery("update billing_accounts set customer_id = 'cus_ofAnotherAccount' where workspace_id = $1", [workspace.workspaceId]);
    await expect(converge("cus_ofAnotherAccount")).rejects.toMatchObject({ code: "conflict", message: expect.stringContaining("STRIPE_SECRET_KEY") });
    expect(await getBilling({ ctx: await workspace.ctx(), input: { asksStripe: true } })).toMatchObject({
      isCustomerGone: true,
      plan: "core",
      access: "active",
    });
    await expect(startCheckout({ ctx: await workspace.ctx(), input: choice })).rejects.toMatchObject({ code: "conflict" });
    expect(await workspace.stored()).toMatchObject({ customer_id: "cus_ofAnotherAccount", plan: "core", access: "active" });
    await ownerQuery("update billing_accounts set customer_id = $2 where workspace_id = $1", [workspace.workspaceId, customer]);
  });

  it("because it is of test mode and the key is of live mode has bought nothing, and may begin anew", async () => {
    const { workspace, customer } = await payingWorkspace();
    const settings = env().STRIPE;
    if (settings === null) throw new Error("billing is off");
    settings.livemode = true;
    try {
      await converge(customer);
      expect(await workspace.stored()).toMatchObject({ plan: "core", access: "read_only", status: null });
      expect(await customerOf(workspace)).not.toBe(customer);
    } finally {
      settings.livemode = false;
    }
  });
});

it("a checkout that was broken off after Stripe had made the customer goes on under another name of the workspace", async () => {
  const workspace = await makeBilledWorkspace(clock);
  const customer = await customerOf(workspace);
  await ownerQuery("update billing_accounts set customer_id = null where workspace_id = $1", [workspace.workspaceId]);
  await ownerQuery("update workspaces set name = 'Renamed meanwhile' where id = $1", [workspace.workspaceId]);
  expect(await customerOf(workspace)).toBe(customer);
  expect(await stripe().customers.retrieve(customer)).toMatchObject({ name: "Renamed meanwhile" });
});

describe("a clock that was ahead for a while", () => {
  const ahead = systemContext("test", { now: () => clock.now() + 20 * DAY_MS });

  it("has ended no trial", async () => {
    const workspace = await makeBilledWorkspace(clock);
    const before = await workspace.stored();
    await endAccess({ ctx: ahead });
    expect(await workspace.stored()).toMatchObject({ access: "read_only", access_until: null });
    await endAccess({ ctx: system });
    expect(await workspace.stored()).toEqual(before);
  });

  it("hides no event", async () => {
    await reconcileEvents({ ctx: system });
    await reconcileEvents({ ctx: ahead });
    const { workspace, subscription } = await payingWorkspace();
    await stripe().subscriptions.cancel(subscription.id);
    await reconcileEvents({ ctx: system });
    expect(await workspace.stored()).toMatchObject({ access: "read_only", status: "canceled" });
  });
});
