import { describe, expect, it } from "vitest";
import { bench, customerWithCard, errorOf, typesSince } from "./support.ts";

const CARD = { number: "4000 0025 0000 3155", expiry: "12 / 34", cvc: "123", name: "Ada", email: "ada@example.com" };

async function send(url: string, fields: Record<string, string>): Promise<{ status: number; text: string }> {
  const answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields), redirect: "manual" });
  return { status: answer.status, text: await answer.text() };
}

describe("a card that asks its holder (3-D Secure)", () => {
  it("is asked for on the checkout page, and works from then on", async () => {
    await using b = await bench();
    const session = await b.stripe.checkout.sessions.create({
      mode: "subscription",
      line_items: [{ price: "price_core_monthly", quantity: 1 }],
      success_url: "https://app.test/done",
    });
    const url = session.url ?? "";
    const asked = await send(url, CARD);
    expect(asked.status).toBe(200);
    for (const words of ["Complete authentication", "Fail authentication", 'name="number" value="4000 0025 0000 3155"']) expect(asked.text).toContain(words);
    expect((await b.stripe.subscriptions.list()).data).toEqual([]);

    const failed = await send(url, { ...CARD, authentication: "fail" });
    expect([failed.status, failed.text.includes("We are unable to authenticate")]).toEqual([402, true]);
    expect((await send(url, { ...CARD, authentication: "complete" })).status).toBe(303);

    b.local.control.advance({ days: 32 });
    const [subscription] = (await b.stripe.subscriptions.list({ expand: ["data.latest_invoice"] })).data;
    expect(subscription).toMatchObject({ status: "active", latest_invoice: { status: "paid", billing_reason: "subscription_cycle" } });
  });

  it("that was never asked leaves the first invoice waiting for an action, which the invoice's page takes", async () => {
    await using b = await bench();
    const customer = await customerWithCard(b.stripe, {}, "pm_card_authenticationRequiredOnSetup");
    const before = b.local.control.events().length;
    const subscription = await b.stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: "price_core_monthly" }],
      expand: ["latest_invoice.payments"],
    });
    expect(subscription.status).toBe("incomplete");
    const invoice = subscription.latest_invoice;
    if (invoice === null || typeof invoice === "string") throw new Error("not expanded");
    const intent = await b.stripe.paymentIntents.retrieve(String(invoice.payments?.data[0]?.payment.payment_intent));
    expect(intent).toMatchObject({ status: "requires_action", next_action: { type: "use_stripe_sdk" } });
    const types = typesSince(b.local, before);
    expect(types).toEqual(expect.arrayContaining(["payment_intent.requires_action", "invoice.payment_failed", "invoice.payment_action_required"]));
    expect(types).not.toContain("charge.failed");

    const refused = await errorOf(b.stripe.invoices.pay(invoice.id));
    expect(refused).toMatchObject({ type: "StripeCardError", statusCode: 402, code: "invoice_payment_intent_requires_action" });
    const page = invoice.hosted_invoice_url ?? "";
    expect((await send(page, CARD)).text).toContain("Complete authentication");
    expect((await send(page, { ...CARD, authentication: "complete" })).status).toBe(303);
    expect(await b.stripe.subscriptions.retrieve(subscription.id)).toMatchObject({ status: "active" });
  });
});
