import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { type Bench, bench, customerWithCard, errorOf, itemOf, typesSince } from "./support.ts";

const DAY = 86_400;

async function subscribed(
  b: Bench,
  params: Partial<Stripe.SubscriptionCreateParams> = {},
): Promise<{ customer: Stripe.Customer; subscription: Stripe.Subscription }> {
  const customer = await customerWithCard(b.stripe);
  const subscription = await b.stripe.subscriptions.create({ customer: customer.id, items: [{ price: "price_core_monthly" }], ...params });
  return { customer, subscription };
}

describe("creating", () => {
  it("is active and paid with a card that works", async () => {
    await using b = await bench();
    const before = b.local.control.events().length;
    const { subscription } = await subscribed(b, { expand: ["latest_invoice"], metadata: { workspace: "ws_1" } });
    expect(subscription).toMatchObject({
      status: "active",
      currency: "usd",
      latest_invoice: {
        status: "paid",
        amount_paid: 2900,
        billing_reason: "subscription_create",
        parent: { subscription_details: { subscription: subscription.id, metadata: { workspace: "ws_1" } } },
      },
    });
    expect(itemOf(subscription).current_period_end).toBeGreaterThan(subscription.created + 27 * DAY);
    expect(typesSince(b.local, before)).toEqual([
      ...["customer.created", "payment_method.attached", "customer.updated", "customer.updated", "customer.subscription.created"],
      ...[
        "invoice.created",
        "invoice.finalized",
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.succeeded",
        "invoice_payment.paid",
        "invoice.paid",
        "invoice.payment_succeeded",
      ],
    ]);
  });

  it("is refused without a card, and trials without one", async () => {
    await using b = await bench();
    const { id } = await b.stripe.customers.create();
    expect(await errorOf(b.stripe.subscriptions.create({ customer: id, items: [{ price: "price_core_monthly" }] }))).toMatchObject({
      statusCode: 400,
      code: "resource_missing",
    });
    const trial = await b.stripe.subscriptions.create({ customer: id, items: [{ price: "price_core_monthly" }], trial_period_days: 14 });
    expect(trial).toMatchObject({ status: "trialing", trial_end: trial.created + 14 * DAY });
  });

  it("is incomplete when the card fails, active when its invoice is paid, and expires after 23 hours", async () => {
    await using b = await bench();
    const customer = await customerWithCard(b.stripe, {}, "pm_card_chargeCustomerFail");
    const create = () => b.stripe.subscriptions.create({ customer: customer.id, items: [{ price: "price_core_monthly" }] });
    const [saved, lost] = [await create(), await create()];
    expect([saved.status, lost.status]).toEqual(["incomplete", "incomplete"]);
    const good = await b.stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    await b.stripe.invoices.pay(saved.latest_invoice as string, { payment_method: good.id });
    expect((await b.stripe.subscriptions.retrieve(saved.id)).status).toBe("active");
    b.local.control.advance({ seconds: 24 * 3600 });
    expect(await b.stripe.subscriptions.retrieve(lost.id, { expand: ["latest_invoice"] })).toMatchObject({
      status: "incomplete_expired",
      latest_invoice: { status: "void" },
    });
  });

  it("makes nothing with error_if_incomplete, and asks nothing with default_incomplete", async () => {
    await using b = await bench();
    const customer = await customerWithCard(b.stripe, {}, "pm_card_chargeCustomerFail");
    const items = [{ price: "price_core_monthly" }];
    const error = await errorOf(b.stripe.subscriptions.create({ customer: customer.id, items, payment_behavior: "error_if_incomplete" }));
    expect(error).toMatchObject({ statusCode: 402, type: "StripeCardError", code: "card_declined", decline_code: "generic_decline" });
    expect((await b.stripe.subscriptions.list({ customer: customer.id, status: "all" })).data).toEqual([]);
    const waiting = await b.stripe.subscriptions.create({
      customer: customer.id,
      items,
      payment_behavior: "default_incomplete",
      expand: ["latest_invoice.confirmation_secret", "latest_invoice.payments"],
    });
    const invoice = waiting.latest_invoice as Stripe.Invoice;
    expect([waiting.status, invoice.status, invoice.confirmation_secret?.type]).toEqual(["incomplete", "open", "payment_intent"]);
    const good = await b.stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    const intent = await b.stripe.paymentIntents.confirm(invoice.payments?.data[0]?.payment.payment_intent as string, { payment_method: good.id });
    expect(intent.status).toBe("succeeded");
    expect((await b.stripe.subscriptions.retrieve(waiting.id)).status).toBe("active");
  });

  it.each([
    ["pm_card_chargeDeclined", "card_declined", "generic_decline"],
    ["pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"],
    ["pm_card_chargeDeclinedExpiredCard", "expired_card", undefined],
  ])("does not attach %s", async (card, code, declineCode) => {
    await using b = await bench();
    const { id } = await b.stripe.customers.create();
    const error = await errorOf(b.stripe.paymentMethods.attach(card, { customer: id }));
    expect([error.statusCode, error.code, error.decline_code || undefined]).toEqual([402, code, declineCode]);
    expect((await b.stripe.paymentMethods.list({ customer: id })).data).toEqual([]);
  });
});

describe("changing", () => {
  it("previews to the cent what an upgrade then asks for", async () => {
    await using b = await bench();
    const { customer, subscription } = await subscribed(b);
    b.local.control.advance({ days: 10 });
    const items = [{ id: itemOf(subscription).id, price: "price_advanced_monthly" }];
    const at = b.local.control.now();
    const preview = await b.stripe.invoices.createPreview({
      customer: customer.id,
      subscription: subscription.id,
      subscription_details: { items, proration_behavior: "always_invoice", proration_date: at },
    });
    const changed = await b.stripe.subscriptions.update(subscription.id, {
      items,
      proration_behavior: "always_invoice",
      proration_date: at,
      expand: ["latest_invoice"],
    });
    const invoice = changed.latest_invoice as Stripe.Invoice;
    expect(invoice).toMatchObject({ amount_due: preview.amount_due, status: "paid", billing_reason: "subscription_update" });
    expect(invoice.lines.data.map(({ amount, description }) => [amount, description])).toEqual(
      preview.lines.data.map(({ amount, description }) => [amount, description]),
    );
    expect(invoice.lines.data.every(({ parent }) => parent?.invoice_item_details?.proration)).toBe(true);
    expect(itemOf(changed)).toMatchObject({ price: { id: "price_advanced_monthly" }, current_period_end: itemOf(subscription).current_period_end });
    const updated = b.local.control.events().findLast(({ type }) => type === "customer.subscription.updated");
    expect(updated?.data.previous_attributes).toMatchObject({
      items: { data: [{ price: { id: "price_core_monthly" } }] },
      latest_invoice: subscription.latest_invoice,
    });
  });

  it("gives back and asks for half where half of the period is left", async () => {
    await using b = await bench();
    const { subscription } = await subscribed(b);
    const { id, current_period_start: start, current_period_end: end } = itemOf(subscription);
    const preview = await b.stripe.invoices.createPreview({
      subscription: subscription.id,
      subscription_details: {
        items: [{ id, price: "price_advanced_monthly" }],
        proration_behavior: "always_invoice",
        proration_date: start + (end - start) / 2,
      },
    });
    expect(preview.lines.data.map(({ amount }) => amount)).toEqual([-1450, 4950]);
    expect(preview).toMatchObject({ total: 3500, amount_due: 3500 });
  });

  it("keeps a downgrade's credit for the next invoice, and a yearly change begins a new period", async () => {
    await using b = await bench();
    const { customer, subscription } = await subscribed(b, { items: [{ price: "price_advanced_monthly" }] });
    const down = await b.stripe.subscriptions.update(subscription.id, { items: [{ id: itemOf(subscription).id, price: "price_core_monthly" }] });
    expect(down.latest_invoice).toBe(subscription.latest_invoice);
    const next = await b.stripe.invoices.createPreview({ subscription: subscription.id });
    expect(next.amount_due).toBe(0);
    expect(next.total).toBeLessThan(-3000);
    const yearly = await b.stripe.subscriptions.update(subscription.id, {
      items: [{ id: itemOf(subscription).id, price: "price_core_yearly" }],
      expand: ["latest_invoice"],
    });
    const { current_period_start: start, current_period_end: end } = itemOf(yearly);
    expect(end - start).toBeGreaterThanOrEqual(365 * DAY);
    const invoice = yearly.latest_invoice as Stripe.Invoice;
    // 290 for the year, less what is left of Core's month and of Advanced's.
    expect(invoice).toMatchObject({ status: "paid" });
    expect(invoice.total).toBeLessThan(29_000 - 9_000);
    expect((await b.stripe.customers.retrieve(customer.id)) as Stripe.Customer).toMatchObject({ balance: 0 });
  });

  it("changes nothing with error_if_incomplete, and waits with pending_if_incomplete", async () => {
    await using b = await bench();
    const { customer, subscription } = await subscribed(b);
    const bad = await b.stripe.paymentMethods.attach("pm_card_chargeCustomerFail", { customer: customer.id });
    await b.stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: bad.id } });
    const items = [{ id: itemOf(subscription).id, price: "price_advanced_monthly" }];
    const before = await b.stripe.subscriptions.retrieve(subscription.id);
    expect(
      (await errorOf(b.stripe.subscriptions.update(subscription.id, { items, proration_behavior: "always_invoice", payment_behavior: "error_if_incomplete" })))
        .statusCode,
    ).toBe(402);
    expect({ ...(await b.stripe.subscriptions.retrieve(subscription.id)), lastResponse: null }).toEqual({ ...before, lastResponse: null });
    const waits = await b.stripe.subscriptions.update(subscription.id, {
      items,
      proration_behavior: "always_invoice",
      payment_behavior: "pending_if_incomplete",
    });
    expect([waits.status, itemOf(waits).price.id, waits.pending_update?.subscription_items?.[0]?.price.id]).toEqual([
      "active",
      "price_core_monthly",
      "price_advanced_monthly",
    ]);
    const good = await b.stripe.paymentMethods.attach("pm_card_visa", { customer: customer.id });
    await b.stripe.invoices.pay(waits.latest_invoice as string, { payment_method: good.id });
    const applied = await b.stripe.subscriptions.retrieve(subscription.id);
    expect([itemOf(applied).price.id, applied.pending_update]).toEqual(["price_advanced_monthly", null]);
  });

  it("refuses what does not fit", async () => {
    await using b = await bench();
    const { subscription } = await subscribed(b);
    const item = itemOf(subscription).id;
    const refused = async (params: Stripe.SubscriptionUpdateParams) => (await errorOf(b.stripe.subscriptions.update(subscription.id, params))).param;
    expect(await refused({ items: [{ id: item, price: "price_none" }] })).toBe("items[0][price]");
    expect(await refused({ items: [{ id: "si_none", price: "price_core_yearly" }] })).toBe("items[0][id]");
    expect(await refused({ items: [{ price: "price_core_monthly" }] })).toBe("items");
    expect(await refused({ items: [{ id: item, deleted: true }] })).toBe("items");
    expect(await refused({ items: [{ id: item, price: "price_core_yearly" }], proration_date: 5 })).toBe("proration_date");
    expect(await refused({ trial_end: 5 })).toBe("trial_end");
  });
});

describe("ending", () => {
  it("cancels at the period's end, is taken back, and ends then", async () => {
    await using b = await bench();
    const { subscription } = await subscribed(b);
    const end = itemOf(subscription).current_period_end;
    const cancelling = await b.stripe.subscriptions.update(subscription.id, {
      cancel_at_period_end: true,
      cancellation_details: { feedback: "too_expensive", comment: "dear" },
    });
    expect(cancelling).toMatchObject({
      status: "active",
      cancel_at_period_end: true,
      cancel_at: end,
      cancellation_details: { reason: "cancellation_requested", feedback: "too_expensive", comment: "dear" },
    });
    expect(await b.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false })).toMatchObject({ cancel_at: null, canceled_at: null });
    await b.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    b.local.control.advance({ to: end + 10 });
    const over = await b.stripe.subscriptions.retrieve(subscription.id);
    expect(over).toMatchObject({ status: "canceled", ended_at: end });
    expect(b.local.control.events().at(-1)?.type).toBe("customer.subscription.deleted");
    expect((await errorOf(b.stripe.subscriptions.cancel(subscription.id))).statusCode).toBe(404);
    expect(await errorOf(b.stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false }))).toMatchObject({
      code: "invalid_canceled_subscription_fields",
    });
  });

  it("cancels at once, and lists by status", async () => {
    await using b = await bench();
    const { customer, subscription } = await subscribed(b);
    expect((await b.stripe.subscriptions.cancel(subscription.id, { prorate: true, invoice_now: true })).status).toBe("canceled");
    expect(((await b.stripe.customers.retrieve(customer.id)) as Stripe.Customer).balance).toBe(-2900);
    const ids = async (status?: Stripe.SubscriptionListParams.Status) =>
      (await b.stripe.subscriptions.list({ customer: customer.id, ...(status && { status }) })).data.length;
    expect([await ids(), await ids("all"), await ids("canceled"), await ids("ended"), await ids("active")]).toEqual([0, 1, 1, 1, 0]);
  });

  it("ends a customer's subscriptions with the customer, and a card's use with the card", async () => {
    await using b = await bench();
    const { customer, subscription } = await subscribed(b);
    const [card] = (await b.stripe.paymentMethods.list({ customer: customer.id })).data;
    await b.stripe.paymentMethods.detach(card?.id ?? "");
    expect(((await b.stripe.customers.retrieve(customer.id)) as Stripe.Customer).invoice_settings.default_payment_method).toBeNull();
    await b.stripe.customers.del(customer.id);
    expect((await b.stripe.subscriptions.retrieve(subscription.id)).status).toBe("canceled");
  });
});
