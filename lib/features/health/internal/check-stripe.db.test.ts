import { describe, expect, it } from "vitest";
import { HOUR, MINUTE, setUpHealth } from "#lib/testing/health-facts.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";

/** The check of Stripe. */

const { stripe, iso, look, reconcile } = setUpHealth();

describe("Stripe", () => {
  it("hangs: the figures are there all the same, in time", async () => {
    await reconcile("events", MINUTE, 3);
    stripe.isSilent = true;
    const from = performance.now();
    const { stripe: found } = await look();
    expect(performance.now() - from).toBeLessThan(2_000);
    expect(found).toMatchObject({ state: "warning", figures: { answerMs: null, eventsDrift: 3, eventsReconciledAt: iso(MINUTE) } });
    expect(found.detail).toContain("did not answer within 1.3 s");
  });

  it("refuses the key", async () => {
    stripe.status = 401;
    expect((await look()).stripe).toMatchObject({ state: "critical", detail: "Stripe does not accept STRIPE_SECRET_KEY." });
  });

  it("answers otherwise than it should, or not at all, each of them named", async () => {
    const details: Record<number, string> = { 500: "Stripe answered with an error (500).", 429: "Stripe answers this key too many calls (429)." };
    for (const [status, detail] of Object.entries(details)) {
      stripe.status = Number(status);
      expect((await look()).stripe).toMatchObject({ state: "warning", detail });
    }
    stripe.isGone = true;
    expect((await look()).stripe).toMatchObject({ state: "warning", detail: "Stripe could not be reached (ECONNRESET)." });
  });

  it("has prices that do not fit their settings: each is named, with the reason", async () => {
    stripe.prices.price_a = { recurring: { interval: "year", interval_count: 1 } };
    const one = (await look()).stripe;
    expect(one).toMatchObject({ state: "warning", detail: "STRIPE_PRICE_CORE_MONTHLY is not sold: it is paid every year, not every month." });
    stripe.prices.price_b = null;
    const both = (await look()).stripe;
    expect(both.state).toBe("critical");
    expect(both.troubles.map(({ detail }) => detail)).toEqual([
      "STRIPE_PRICE_CORE_MONTHLY is not sold: it is paid every year, not every month.",
      "STRIPE_PRICE_ADVANCED_MONTHLY is not sold: Stripe does not know it (is it of the account and mode of STRIPE_SECRET_KEY?).",
    ]);
    stripe.prices = {};
    expect((await look()).stripe).toMatchObject({ state: "ok", troubles: [] });
  });

  it("was not listed for long, or not without failure", async () => {
    await reconcile("events", 50 * MINUTE, 0);
    expect((await look()).stripe).toMatchObject({ state: "warning", since: iso(50 * MINUTE), detail: "Stripe's events were last listed 50 minutes ago." });
    await reconcile("events", 5 * MINUTE, 0, "Stripe is away");
    await reconcile("events", 4 * MINUTE, 0, "Stripe is away");
    const { stripe: found } = await look();
    expect(found.detail).toContain("Listing Stripe's events failed last time: Stripe is away.");
    expect(found).toMatchObject({ state: "warning", since: iso(50 * MINUTE), figures: { eventsError: "Stripe is away" } });
    await reconcile("events", 3 * MINUTE, 1);
    expect((await look()).stripe).toMatchObject({ state: "ok", figures: { eventsError: null, eventsDrift: 1 } });
    await ownerQuery("delete from stripe_reconciles");
    await reconcile("events", 25 * HOUR, 0);
    expect((await look()).stripe.state).toBe("critical");
  });
});
