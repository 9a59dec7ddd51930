import type Stripe from "stripe";
import { beforeAll, describe, expect, it } from "vitest";
import { DAY_MS } from "#lib/core/clock.ts";
import { env } from "#lib/platform/env.ts";
import { asMember } from "#lib/testing/as-member.ts";
import { makeBilledWorkspace } from "#lib/testing/billing.ts";
import { setUpBilling } from "#lib/testing/billing-scene.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import type { LocalStripe } from "../../../e2e/stripe/start.ts";
import { changePlan } from "./change-plan.ts";
import { endAccess } from "./end-access.ts";
import { getBilling } from "./get-billing.ts";
import { openPortal } from "./open-portal.ts";
import { previewChange } from "./preview-change.ts";
import { reconcileEvents } from "./reconcile-events.ts";
import { reconcileObjects } from "./reconcile-objects.ts";
import { startCheckout } from "./start-checkout.ts";
import { tellOfEndingTrials } from "./tell-of-ending-trials.ts";

const { clock, system, converge, customerOf, payBy, payingWorkspace, ...scene } = setUpBilling();
let local: LocalStripe;
let stripe: Stripe;
beforeAll(() => {
  local = scene.local();
  stripe = scene.stripe();
});

describe("a trial", () => {
  it("begins with the workspace, is Advanced, is told of three days before its end, and ends by the clock", async () => {
    const workspace = await makeBilledWorkspace(clock);
    const end = clock.now() + 14 * DAY_MS;
    expect(await workspace.stored()).toMatchObject({ plan: "advanced", access: "trialing", customer_id: null });
    expect(Math.abs(((await workspace.stored()).access_until as Date).getTime() - end)).toBeLessThan(5_000);
    local.control.advance({ days: 10 });
    await tellOfEndingTrials({ ctx: system });
    expect(await workspace.mails()).toEqual([]);
    local.control.advance({ days: 2 });
    await tellOfEndingTrials({ ctx: system });
    await tellOfEndingTrials({ ctx: system });
    expect(await workspace.mails()).toEqual(["trial_ending"]);
    expect(await ownerQuery("select * from list_ending_trials($1, $2)", [new Date(clock.now()), new Date(end)])).toEqual([]);
    local.control.advance({ days: 2 });
    expect((await workspace.ctx()).workspace.access).toBe("read_only");
    await endAccess({ ctx: system });
    await endAccess({ ctx: system });
    expect(await workspace.stored()).toMatchObject({ plan: "advanced", access: "read_only", access_until: null });
    expect(await workspace.mails()).toEqual(["trial_ending", "access_lost"]);
  });

  it("keeps its days when somebody subscribes meanwhile", async () => {
    const workspace = await makeBilledWorkspace(clock);
    const { url } = await startCheckout({ ctx: await workspace.ctx(), input: { plan: "core", interval: "year" } });
    expect(url).toContain(local.url);
    const { customer_id: customer } = await workspace.stored();
    const open = await stripe.checkout.sessions.list({ customer: customer as string, status: "open" });
    expect(open.data).toHaveLength(1);
    const again = await startCheckout({ ctx: await workspace.ctx(), input: { plan: "advanced", interval: "month" } });
    const left = await stripe.checkout.sessions.list({ customer: customer as string, status: "open" });
    expect(left.data.map((session) => session.url)).toEqual([again.url]);
    const audit = await ownerQuery("select action from audit_log where workspace_id = $1 and action like 'billing.%'", [workspace.workspaceId]);
    expect(audit).toEqual([{ action: "billing.checkout_started" }, { action: "billing.checkout_started" }]);
  });
});

describe("a subscription", () => {
  it("gives its plan, changes it as shown, and ends when it was said to", async () => {
    const { workspace, customer, subscription } = await payingWorkspace();
    expect(await workspace.stored()).toMatchObject({ plan: "core", access: "active", access_until: null });
    await expect(startCheckout({ ctx: await workspace.ctx(), input: { plan: "core", interval: "month" } })).rejects.toMatchObject({ code: "conflict" });

    const preview = await previewChange({ ctx: await workspace.ctx(), input: { plan: "advanced", interval: "month" } });
    expect(preview.dueNow.minor).toBeGreaterThan(6_900);
    expect(preview).toMatchObject({ renewal: { minor: 9_900, currency: "USD" }, dueNow: { currency: "USD" } });
    const confirmed = { plan: "advanced", interval: "month", prorationDate: preview.prorationDate } as const;
    await changePlan({ ctx: await workspace.ctx(), input: confirmed });
    expect(await workspace.stored()).toMatchObject({ plan: "advanced", access: "active" });
    const [invoice] = (await stripe.invoices.list({ customer, limit: 1 })).data;
    expect(invoice).toMatchObject({ status: "paid", total: preview.dueNow.minor });

    const view = await getBilling({ ctx: await workspace.ctx(), input: { asksStripe: true } });
    expect(view).toMatchObject({
      plan: "advanced",
      access: "active",
      hasCustomer: true,
      isTest: true,
      liveSubscriptions: 1,
      subscription: { isEarlierPrice: false },
    });
    expect(view?.fromStripe).toMatchObject({ card: { brand: "visa", last4: "4242" }, next: { amount: { minor: 9_900, currency: "USD" } } });
    expect(view?.fromStripe?.invoices.length).toBe(2);

    await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    await converge(customer);
    const until = (await workspace.stored()).access_until as Date;
    expect(until.getTime()).toBe(((await stripe.subscriptions.retrieve(subscription.id)).cancel_at as number) * 1000);
    local.control.advance({ to: until.getTime() / 1000 });
    expect((await workspace.ctx()).workspace.access).toBe("read_only");
    await converge(customer);
    expect(await workspace.stored()).toMatchObject({ plan: "advanced", access: "read_only", status: "canceled" });
    expect(await workspace.mails()).toEqual(["access_lost"]);
  });

  it("that cannot be paid has seven days, then is read-only, and comes back with the payment", async () => {
    const { workspace, customer } = await payingWorkspace("price_advanced_monthly");
    await payBy(customer, "pm_card_chargeCustomerFail");
    local.control.advance({ days: 32 });
    await converge(customer);
    await converge(customer);
    const stored = await workspace.stored();
    expect(stored).toMatchObject({ plan: "advanced", access: "past_due", status: "past_due" });
    const [invoice] = (await stripe.invoices.list({ customer, status: "open" })).data;
    const due = (invoice?.status_transitions.finalized_at as number) * 1000;
    expect((stored.access_until as Date).getTime()).toBe(due + 7 * DAY_MS);
    expect(await workspace.mails()).toEqual(["payment_failed"]);

    local.control.advance({ to: due / 1000 + 7 * 86_400 });
    await endAccess({ ctx: system });
    expect(await workspace.stored()).toMatchObject({ plan: "advanced", access: "read_only" });

    await payBy(customer, "pm_card_visa");
    await stripe.invoices.pay(invoice?.id as string);
    await converge(customer);
    expect(await workspace.stored()).toMatchObject({ plan: "advanced", access: "active", access_until: null });
    expect(await workspace.mails()).toEqual(["payment_failed", "access_lost", "access_restored"]);
  });

  it("is charged to the card that is shown, and what is owed to the customer is shown and taken off", async () => {
    const { workspace, customer } = await payingWorkspace("price_advanced_monthly");
    // One more card, which nothing is charged to.
    await stripe.paymentMethods.attach("pm_card_mastercard", { customer });
    local.control.advance({ days: 2 });
    const down = await previewChange({ ctx: await workspace.ctx(), input: { plan: "core", interval: "month" } });
    expect(down.dueNow.minor).toBeLessThan(-6_000);
    await changePlan({ ctx: await workspace.ctx(), input: { plan: "core", interval: "month", prorationDate: down.prorationDate } });
    const view = await getBilling({ ctx: await workspace.ctx(), input: { asksStripe: true } });
    expect(view?.fromStripe).toMatchObject({ card: { brand: "visa" }, credit: { minor: -down.dueNow.minor, currency: "USD" }, next: { amount: { minor: 0 } } });
    local.control.advance({ days: 1 });
    const up = await previewChange({ ctx: await workspace.ctx(), input: { plan: "advanced", interval: "month" } });
    expect(up.dueNow.minor, "less than the credit").toBe(0);
    expect(up.lines.at(-1)).toMatchObject({ text: "Credit from earlier changes" });
    expect(up.lines.reduce((sum, { amount }) => sum + amount.minor, 0)).toBe(0);
  });

  it("can be changed right after a renewal though our clock is behind Stripe’s", async () => {
    const { workspace, subscription } = await payingWorkspace();
    local.control.advance({ to: subscription.items.data[0]?.current_period_end as number });
    local.control.advance({ seconds: 7_200 });
    const ctx = { ...(await workspace.ctx()), clock: { now: () => clock.now() - 3 * 3_600_000 } };
    const { prorationDate, dueNow } = await previewChange({ ctx, input: { plan: "advanced", interval: "month" } });
    expect(dueNow.minor).toBe(7_000);
    await changePlan({ ctx, input: { plan: "advanced", interval: "month", prorationDate } });
    expect(await workspace.stored()).toMatchObject({ plan: "advanced", access: "active" });
  });

  it("that was cancelled is not changed: nobody pays a year for a week", async () => {
    const { workspace, subscription } = await payingWorkspace();
    await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    const ctx = await workspace.ctx();
    await expect(previewChange({ ctx, input: { plan: "advanced", interval: "year" } })).rejects.toMatchObject({ code: "conflict" });
    const prorationDate = Math.floor(clock.now() / 1000);
    await expect(changePlan({ ctx, input: { plan: "advanced", interval: "year", prorationDate } })).rejects.toMatchObject({ code: "conflict" });
  });

  it("whose upgrade the card declines stays as it was", async () => {
    const { workspace, customer } = await payingWorkspace();
    await payBy(customer, "pm_card_chargeCustomerFail");
    const { prorationDate } = await previewChange({ ctx: await workspace.ctx(), input: { plan: "advanced", interval: "month" } });
    await expect(changePlan({ ctx: await workspace.ctx(), input: { plan: "advanced", interval: "month", prorationDate } })).rejects.toMatchObject({
      code: "conflict",
      message: expect.stringContaining("did not go through"),
    });
    await converge(customer);
    expect(await workspace.stored()).toMatchObject({ plan: "core", access: "active" });
  });

  it("at a price that is not sold any more keeps its plan, and shows what it really costs", async () => {
    const earlier = await stripe.prices.create({
      currency: "jpy",
      unit_amount: 4_500,
      recurring: { interval: "month" },
      product: "prod_advanced",
      metadata: { retentbase_plan: "advanced" },
    });
    const { workspace } = await payingWorkspace(earlier.id);
    const view = await getBilling({ ctx: await workspace.ctx(), input: { asksStripe: true } });
    expect(view).toMatchObject({ plan: "advanced", subscription: { price: { minor: 4_500, currency: "JPY" }, isEarlierPrice: true } });
  });

  it("of another product, and a customer of nobody, change nothing", async () => {
    const workspace = await makeBilledWorkspace(clock);
    const customer = await customerOf(workspace);
    await payBy(customer, "pm_card_visa");
    const other = await stripe.prices.create({ currency: "eur", unit_amount: 100, recurring: { interval: "month" }, product_data: { name: "Socks" } });
    await stripe.subscriptions.create({ customer, items: [{ price: other.id }] });
    expect(await converge(customer)).toEqual({ isOurs: true, changed: true });
    expect(await workspace.stored()).toMatchObject({ plan: "advanced", access: "trialing" });
    const stranger = await stripe.customers.create({ email: "stranger@example.com" });
    expect(await converge(stranger.id)).toEqual({ isOurs: false, changed: false });
  });
});

it("a workspace that was given its plan loses nothing by looking at the checkout", async () => {
  const workspace = await makeBilledWorkspace(clock);
  await ownerQuery("delete from billing_accounts where workspace_id = $1", [workspace.workspaceId]);
  await ownerQuery("update workspaces set access = 'active', access_until = null where id = $1", [workspace.workspaceId]);
  const customer = await customerOf(workspace);
  await converge(customer);
  await endAccess({ ctx: system });
  expect(await workspace.stored()).toMatchObject({ plan: "advanced", access: "active", access_until: null });
});

it("where Stripe's keys were taken away, what billing had decided is lifted, and what an operator decided is not", async () => {
  const trying = await makeBilledWorkspace(clock);
  const over = await makeBilledWorkspace(clock);
  await ownerQuery("update workspaces set plan = 'core', access = 'read_only', access_until = null where id = $1", [over.workspaceId]);
  const given = await makeBilledWorkspace(clock);
  await ownerQuery("delete from billing_accounts where workspace_id = $1", [given.workspaceId]);
  await ownerQuery("update workspaces set plan = 'core', access = 'active', access_until = null where id = $1", [given.workspaceId]);
  const settings = env();
  const { STRIPE } = settings;
  settings.STRIPE = null;
  try {
    expect(await endAccess({ ctx: system })).toBeGreaterThanOrEqual(2);
    for (const workspace of [trying, over]) expect(await workspace.stored()).toMatchObject({ plan: "advanced", access: "active", access_until: null });
    expect(await given.stored()).toMatchObject({ plan: "core", access: "active" });
    expect(await ownerQuery("select * from list_limited_accounts(10)")).toEqual([]);
    expect(await endAccess({ ctx: system })).toBe(0);
  } finally {
    settings.STRIPE = STRIPE;
  }
});

describe("who may", () => {
  it.each(["admin", "analyst", "viewer", null] as const)("not: %s", async (role) => {
    const workspace = await makeBilledWorkspace(clock);
    const ctx = asMember(await workspace.ctx(), role);
    const choice = { plan: "core", interval: "month" } as const;
    for (const call of [
      () => getBilling({ ctx, input: { asksStripe: true } }),
      () => startCheckout({ ctx, input: choice }),
      () => openPortal({ ctx, input: { for: "all" } }),
      () => previewChange({ ctx, input: choice }),
      () => changePlan({ ctx, input: { ...choice, prorationDate: 1 } }),
    ])
      await expect(call()).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("what never came", () => {
  it("is found in Stripe's list, counted once, and mended", async () => {
    await reconcileEvents({ ctx: system });
    const { workspace, customer, subscription } = await payingWorkspace();
    local.control.advance({ seconds: 3 * 3_600 });
    await stripe.subscriptions.cancel(subscription.id);
    expect(await workspace.stored()).toMatchObject({ access: "active" });
    const first = await reconcileEvents({ ctx: system });
    expect(first.drift).toBeGreaterThan(0);
    expect(await workspace.stored()).toMatchObject({ access: "read_only", status: "canceled" });
    expect(await ownerQuery("select 1 from stripe_events where state = 'received'")).toEqual([]);
    expect((await reconcileEvents({ ctx: system })).drift).toBe(0);
    expect(customer).toBeTruthy();
  });

  it("and is not in the list any more is found by comparing", async () => {
    const { workspace, subscription } = await payingWorkspace();
    await stripe.subscriptions.cancel(subscription.id);
    await reconcileObjects({ ctx: system });
    expect(await workspace.stored()).toMatchObject({ access: "read_only" });
    expect((await reconcileObjects({ ctx: system })).drift).toBe(0);
  });

  it("is mended for everybody else where one customer cannot be asked about, and that one is named", async () => {
    const { workspace: lost } = await payingWorkspace();
    const { workspace, subscription } = await payingWorkspace();
    await stripe.subscriptions.cancel(subscription.id);
    await ownerQuery("update billing_accounts set customer_id = 'cus_unknownToStripe' where workspace_id = $1", [lost.workspaceId]);
    const { failed } = await reconcileObjects({ ctx: system });
    expect(failed).toEqual([expect.stringContaining("cus_unknownToStripe: ")]);
    expect(await workspace.stored()).toMatchObject({ access: "read_only" });
    expect(await lost.stored()).toMatchObject({ access: "active" });
    const [run] = await ownerQuery<{ error: string }>("select error from stripe_reconciles where kind = 'objects' order by started_at desc, id desc limit 1");
    expect(run?.error).toContain("1 of the customers could not be asked about; the first, cus_unknownToStripe");
    await ownerQuery("update billing_accounts set customer_id = null where workspace_id = $1", [lost.workspaceId]);
  });

  it("is written down when Stripe does not answer", async () => {
    local.control.apiFault({ kind: "refuse", status: 500, match: "/v1/events", times: 10 });
    await expect(reconcileEvents({ ctx: system })).rejects.toMatchObject({ code: "unavailable" });
    local.control.clearApiFaults();
    const [run] = await ownerQuery<{ error: string | null }>(
      "select error from stripe_reconciles where kind = 'events' order by started_at desc, id desc limit 1",
    );
    expect(run?.error).toContain("Stripe");
  });
});
