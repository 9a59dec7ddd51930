import { describe, expect, it } from "vitest";
import { receiveStripeEvent } from "#lib/features/billing/receive-event.ts";
import { HOUR, MINUTE, setUpHealth } from "#lib/testing/health-facts.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { stripeEvent, stripeSignature } from "#lib/testing/stripe-events.ts";

/** The check of Stripe's events. */

const { clock, ctx, ago, iso, look, deadJob } = setUpHealth();

const event = (id: string, cameBy: string, age: number, state = "done") =>
  ownerQuery(
    `insert into stripe_events (id, type, created_at, received_at, came_by, state, finished_at)
     values ($1, 'invoice.paid', $3, $3, $2, $4, case when $4 <> 'received' then $3::timestamptz end)`,
    [id, cameBy, ago(age), state],
  );

describe("webhooks in", () => {
  it("pile up", async () => {
    await event("evt_1", "webhook", 6 * MINUTE, "received");
    await event("evt_2", "webhook", MINUTE, "received");
    expect((await look()).webhooksIn).toMatchObject({
      state: "warning",
      since: iso(6 * MINUTE),
      detail: "2 events of Stripe's wait, the oldest for 6 minutes.",
      figures: { waiting: 2, oldestWaitingSeconds: 360, lastByWebhookAt: iso(MINUTE), byWebhookInADay: 2, missedInADay: 0 },
    });
    await event("evt_3", "webhook", 61 * MINUTE, "received");
    expect((await look()).webhooksIn).toMatchObject({ state: "critical", since: iso(61 * MINUTE) });
  });

  it("do not come by themselves, until one does", async () => {
    await event("evt_1", "webhook", 5 * HOUR);
    await event("evt_2", "reconcile", 4 * HOUR);
    await event("evt_3", "reconcile", 3 * HOUR);
    expect((await look()).webhooksIn).toMatchObject({ state: "warning", since: iso(4 * HOUR), figures: { missedInADay: 2 } });
    await event("evt_4", "webhook", MINUTE);
    expect((await look()).webhooksIn.state).toBe("ok");
    await deadJob("converge-customer", HOUR);
    expect((await look()).webhooksIn).toMatchObject({ state: "warning", figures: { failedInADay: 1 } });
  });

  it("are refused for their signature, until one is accepted", async () => {
    const body = stripeEvent({ id: "evt_signed", created: Math.floor(clock.now() / 1000) });
    const send = (secret: string) =>
      receiveStripeEvent({ ctx, input: { body: Buffer.from(body), signature: stripeSignature(body, { secret, at: Math.floor(clock.now() / 1000) }) } });
    await expect(send("whsec_wrong")).rejects.toMatchObject({ code: "bad_request" });
    const first = iso(0);
    clock.advance(MINUTE);
    await expect(send("whsec_wrong")).rejects.toMatchObject({ code: "bad_request" });
    clock.advance(3 * MINUTE);
    const refused = (await look()).webhooksIn;
    expect(refused).toMatchObject({ state: "warning", since: first, figures: { signaturesRefused: 2, byWebhookInADay: 0 } });
    expect(refused.detail).toMatch(/^The latest delivery, 3 minutes ago, was refused .* in this process: it was not made with STRIPE_WEBHOOK_SECRET/);
    expect(refused.detail).not.toContain("whsec_");
    await send("whsec_health");
    expect((await look()).webhooksIn).toMatchObject({ state: "ok", figures: { signaturesRefused: 2 } });
    await expect(send("whsec_wrong")).rejects.toMatchObject({ code: "bad_request" });
    expect((await look()).webhooksIn.state).toBe("warning");
    // Another process took one.
    clock.advance(MINUTE);
    await event("evt_elsewhere", "webhook", 0);
    expect((await look()).webhooksIn.state).toBe("ok");
  });
});
