import type Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { type Bench, bench, customerWithCard, errorOf, itemOf, typesSince } from "./support.ts";

const DAY = 86_400;
const CARD = { number: "4242 4242 4242 4242", expiry: "12 / 34", cvc: "123", name: "Ada" };

async function send(url: string, fields: Record<string, string>): Promise<{ status: number; location: string | null; text: string }> {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  return { status: answer.status, location: answer.headers.get("location"), text: await answer.text() };
}

const checkout = (b: Bench, params: Partial<Stripe.Checkout.SessionCreateParams> = {}) =>
  b.stripe.checkout.sessions.create({
    mode: "subscription",
    line_items: [{ price: "price_core_monthly", quantity: 1 }],
    success_url: "https://app.test/done?session={CHECKOUT_SESSION_ID}",
    cancel_url: "https://app.test/back",
    ...params,
  });

describe("checkout", () => {
  it("sells to a new customer", async () => {
    await using b = await bench();
    const session = await checkout(b, {
      client_reference_id: "ws_1",
      customer_email: "new@example.com",
      subscription_data: { metadata: { workspace: "ws_1" } },
      metadata: { a: "b" },
    });
    expect(session).toMatchObject({ status: "open", payment_status: "unpaid", amount_total: 2900, customer: null, subscription: null });
    const page = await (await fetch(session.url ?? "")).text();
    for (const words of ["Local Stripe: no real payments", "RetentBase Core", "$29.00", "new@example.com", "Card number", 'href="https://app.test/back"'])
      expect(page).toContain(words);
    expect(page).not.toContain("<script");
    const before = b.local.control.events().length;
    const paid = await send(session.url ?? "", CARD);
    expect([paid.status, paid.location]).toEqual([303, `https://app.test/done?session=${session.id}`]);
    const done = await b.stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription", "customer", "line_items", "invoice"] });
    expect(done).toMatchObject({
      status: "complete",
      payment_status: "paid",
      url: null,
      client_reference_id: "ws_1",
      customer: { email: "new@example.com", name: "Ada" },
      subscription: { status: "active", metadata: { workspace: "ws_1" }, default_payment_method: expect.stringMatching(/^pm_/) },
      invoice: { status: "paid" },
      line_items: { data: [{ price: { id: "price_core_monthly" } }] },
    });
    const types = typesSince(b.local, before);
    expect(types.at(-1)).toBe("checkout.session.completed");
    for (const type of ["customer.created", "payment_method.attached", "customer.subscription.created", "customer.subscription.updated", "invoice.paid"])
      expect(types).toContain(type);
    // Pressed twice, the second press leads where the first one did; who comes back later is told.
    const again = await send(session.url ?? "", CARD);
    expect([again.status, again.location]).toEqual([303, paid.location]);
    expect(await (await fetch(session.url ?? "")).text()).toContain("This payment was made already");
    expect((await b.stripe.subscriptions.list()).data).toHaveLength(1);
  });

  it("keeps the session open when the card is declined, and takes the next one", async () => {
    await using b = await bench();
    const customer = await b.stripe.customers.create({ email: "ada@example.com" });
    const session = await checkout(b, { customer: customer.id });
    for (const [number, words] of [
      ["4000000000000002", "Your card was declined."],
      ["4000000000000341", "Your card was declined."],
      ["4000000000009995", "insufficient funds"],
      ["4111222233334444", "not one of the test cards"],
    ] as const) {
      const refused = await send(session.url ?? "", { ...CARD, number });
      expect([refused.status, refused.text.includes(words)]).toEqual([402, true]);
    }
    expect((await b.stripe.checkout.sessions.list({ customer: customer.id, status: "open" })).data).toHaveLength(1);
    expect((await b.stripe.subscriptions.list({ customer: customer.id, status: "all" })).data).toEqual([]);
    expect((await send(session.url ?? "", CARD)).status).toBe(303);
    expect((await b.stripe.checkout.sessions.list({ customer: customer.id, status: "complete" })).data.map(({ id }) => id)).toEqual([session.id]);
  });

  it("starts a trial with a card that is not charged, and without one where that is allowed", async () => {
    await using b = await bench();
    const customer = await b.stripe.customers.create({ email: "ada@example.com" });
    const session = await checkout(b, { customer: customer.id, subscription_data: { trial_period_days: 14 } });
    expect(await (await fetch(session.url ?? "")).text()).toContain("Start trial");
    await send(session.url ?? "", { ...CARD, number: "4000000000000341" });
    const done = await b.stripe.checkout.sessions.retrieve(session.id, { expand: ["subscription"] });
    expect(done).toMatchObject({ payment_status: "no_payment_required", subscription: { status: "trialing" } });
    expect(b.local.control.events().map(({ type }) => type)).toContain("setup_intent.succeeded");
    const without = await checkout(b, { customer: customer.id, subscription_data: { trial_period_days: 7 }, payment_method_collection: "if_required" });
    expect((await send(without.url ?? "", { ...CARD, number: "" })).status).toBe(303);
  });

  it("refuses what Stripe refuses", async () => {
    await using b = await bench();
    const customer = await b.stripe.customers.create();
    const soon = b.local.control.now() + 47 * 3600;
    const param = async (params: Partial<Stripe.Checkout.SessionCreateParams>) => (await errorOf(checkout(b, params))).param;
    expect(await param({ subscription_data: { trial_end: soon } })).toBe("subscription_data[trial_end]");
    expect(await param({ subscription_data: { trial_end: soon + 3 * DAY, trial_period_days: 3 } })).toBe("subscription_data[trial_end]");
    expect(await param({ customer: customer.id, customer_email: "a@b.co" })).toBe("customer");
    expect(await param({ line_items: [{ price: "price_core_monthly" }] })).toBe("line_items[0][quantity]");
    expect(await param({ success_url: "/done" })).toBe("success_url");
    expect(await param({ expires_at: soon })).toBe("expires_at");
    expect(await param({ mode: "payment" })).toBe("mode");
  });

  it("expires by itself and on request", async () => {
    await using b = await bench();
    const [one, two] = [await checkout(b), await checkout(b)];
    expect((await b.stripe.checkout.sessions.expire(one.id)).status).toBe("expired");
    b.local.control.advance({ days: 1.1 });
    expect((await b.stripe.checkout.sessions.retrieve(two.id)).status).toBe("expired");
    expect((await fetch(`${b.local.url}/c/pay/${two.id}`)).status).toBe(410);
    expect(b.local.control.events().filter(({ type }) => type === "checkout.session.expired")).toHaveLength(2);
    expect((await errorOf(b.stripe.checkout.sessions.expire(two.id))).statusCode).toBe(400);
  });
});

describe("a button that is pressed twice", () => {
  it("makes one subscription, whichever of the two answers comes first", async () => {
    await using b = await bench();
    const session = await checkout(b);
    const answers = await Promise.all([1, 2, 3].map(() => send(session.url ?? "", { ...CARD, email: "ada@example.com" })));
    expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await Promise.all([b.stripe.subscriptions.list(), b.stripe.customers.list()]).then((lists) => lists.map(({ data }) => data.length))).toEqual([1, 1]);
  });

  it("pays and cancels once in the portal, and says the same both times", async () => {
    await using b = await bench();
    const customer = await customerWithCard(b.stripe);
    const subscription = await b.stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: "price_core_monthly" }],
      payment_behavior: "default_incomplete",
    });
    const { url } = await b.stripe.billingPortal.sessions.create({ customer: customer.id });
    const pay = () => send(`${url}/pay`, { invoice: subscription.latest_invoice as string });
    const paid = await Promise.all([pay(), pay()]);
    expect(paid.map(({ status, location }) => [status, location])).toEqual([1, 2].map(() => [303, expect.stringContaining("The%20invoice%20is%20paid")]));
    expect((await b.stripe.charges.list({ customer: customer.id })).data).toHaveLength(1);
    await b.stripe.subscriptions.cancel(subscription.id);
    expect((await send(`${url}/cancel`, { subscription: subscription.id })).status).toBe(303);
  });
});

describe("portal", () => {
  async function opened(b: Bench, flow?: Stripe.BillingPortal.SessionCreateParams.FlowData) {
    const customer = await customerWithCard(b.stripe);
    const subscription = await b.stripe.subscriptions.create({ customer: customer.id, items: [{ price: "price_core_monthly" }] });
    const session = await b.stripe.billingPortal.sessions.create({
      customer: customer.id,
      return_url: "https://app.test/billing",
      ...(flow && { flow_data: flow }),
    });
    const url = session.url;
    return { customer, subscription, url, page: async () => (await fetch(url)).text(), now: () => b.stripe.subscriptions.retrieve(subscription.id) };
  }

  it("shows plan, card, invoices and the way back", async () => {
    await using b = await bench();
    const p = await opened(b);
    const text = await p.page();
    for (const words of [
      "RetentBase Core",
      "$29.00 / month",
      "Renews on",
      "visa ending in 4242",
      "paid",
      'href="https://app.test/billing"',
      "Cancel subscription",
    ])
      expect(text).toContain(words);
    expect((await fetch(`${b.local.url}/p/session/test_wrong`)).status).toBe(404);
    b.local.control.advance({ days: 1 });
    expect((await fetch(p.url)).status).toBe(410);
  });

  it("changes the plan for the price that it showed", async () => {
    await using b = await bench();
    const p = await opened(b);
    const change = { subscription: p.subscription.id, price: "price_advanced_monthly" };
    const shown = await (await fetch(`${p.url}/plan?${new URLSearchParams(change)}`)).text();
    expect(shown).toContain("Due today");
    expect((await send(`${p.url}/plan`, change)).status).toBe(303);
    const after = await b.stripe.subscriptions.retrieve(p.subscription.id, { expand: ["latest_invoice"] });
    expect(itemOf(after).price.id).toBe("price_advanced_monthly");
    const { amount_paid: paid } = after.latest_invoice as Stripe.Invoice;
    expect(shown).toContain(`$${(paid / 100).toFixed(2)}`);
  });

  it("asks to confirm a change that the application has chosen", async () => {
    await using b = await bench();
    const p = await opened(b);
    const items = [{ id: itemOf(p.subscription).id, price: "price_advanced_monthly", quantity: 1 }];
    const session = await b.stripe.billingPortal.sessions.create({
      customer: p.customer.id,
      return_url: "https://app.test/billing",
      flow_data: {
        type: "subscription_update_confirm",
        subscription_update_confirm: { subscription: p.subscription.id, items },
        after_completion: { type: "redirect", redirect: { return_url: "https://app.test/changed" } },
      },
    });
    const page = await (await fetch(session.url)).text();
    for (const words of ["Change to RetentBase Advanced", "$99.00 / month", "Due today", 'href="https://app.test/billing"']) expect(page).toContain(words);
    const done = await send(`${session.url}/plan`, { subscription: p.subscription.id, price: "price_advanced_monthly" });
    expect([done.status, done.location, itemOf(await p.now()).price.id]).toEqual([303, "https://app.test/changed", "price_advanced_monthly"]);
  });

  it("cancels at the period's end and takes it back", async () => {
    await using b = await bench();
    const p = await opened(b);
    await send(`${p.url}/cancel`, { subscription: p.subscription.id });
    // With flexible billing the portal says when, and not "at the period's end".
    expect(await p.now()).toMatchObject({ cancel_at: itemOf(p.subscription).current_period_end, cancel_at_period_end: false, status: "active" });
    expect(await p.page()).toContain("Cancels on");
    await send(`${p.url}/resume`, { subscription: p.subscription.id });
    expect(await p.now()).toMatchObject({ cancel_at_period_end: false, cancel_at: null });
  });

  it("changes the card and pays what is open", async () => {
    await using b = await bench();
    const p = await opened(b, { type: "payment_method_update" });
    b.local.control.declineNext({ code: "insufficient_funds" });
    b.local.control.advance({ days: 31.5 });
    expect((await p.now()).status).toBe("past_due");
    const session = await b.stripe.billingPortal.sessions.create({
      customer: p.customer.id,
      flow_data: { type: "payment_method_update", after_completion: { type: "redirect", redirect: { return_url: "https://app.test/paid" } } },
    });
    expect(await (await fetch(session.url)).text()).toContain("Pay the open invoices with this card ($29.00)");
    const refused = await send(`${session.url}/card`, { ...CARD, number: "4000000000000002", pay: "1" });
    expect([refused.status, refused.text.includes("Your card was declined.")]).toEqual([402, true]);
    const saved = await send(`${session.url}/card`, { ...CARD, number: "5555 5555 5555 4444", pay: "1" });
    expect(saved.location).toBe("https://app.test/paid");
    expect((await p.now()).status).toBe("active");
    const customer = (await b.stripe.customers.retrieve(p.customer.id, { expand: ["invoice_settings.default_payment_method"] })) as Stripe.Customer;
    expect(customer.invoice_settings.default_payment_method).toMatchObject({ card: { last4: "4444" } });
  });

  it("never reaches another customer's subscription, nor what its configuration forbids", async () => {
    await using b = await bench();
    const [mine, other] = [await opened(b), await opened(b)];
    await send(`${mine.url}/cancel`, { subscription: other.subscription.id });
    expect((await other.now()).cancel_at).toBeNull();
    const strict = await b.stripe.billingPortal.configurations.create({ features: { invoice_history: { enabled: true } } });
    const session = await b.stripe.billingPortal.sessions.create({ customer: mine.customer.id, configuration: strict.id });
    expect(await (await fetch(session.url)).text()).not.toContain("Cancel subscription");
    await send(`${session.url}/cancel`, { subscription: mine.subscription.id });
    expect((await mine.now()).cancel_at).toBeNull();
  });
});

describe("invoice page", () => {
  it("takes a card for an open invoice", async () => {
    await using b = await bench();
    const customer = await b.stripe.customers.create();
    const subscription = await b.stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: "price_core_monthly" }],
      payment_behavior: "default_incomplete",
      expand: ["latest_invoice"],
    });
    const { hosted_invoice_url: url = "" } = subscription.latest_invoice as Stripe.Invoice;
    expect(await (await fetch(url ?? "")).text()).toContain("Pay $29.00");
    expect((await fetch((url ?? "").replace(/s=.*/, "s=wrong"))).status).toBe(404);
    expect((await send(url ?? "", { ...CARD, number: "4000000000000002" })).status).toBe(402);
    expect((await send(url ?? "", CARD)).status).toBe(303);
    expect((await b.stripe.subscriptions.retrieve(subscription.id)).status).toBe("active");
  });
});
