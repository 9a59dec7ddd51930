import { describe, expect, it } from "vitest";
import { deliverDue } from "#lib/features/webhooks/deliver.ts";
import { claimDue } from "#lib/features/webhooks/internal/claim.ts";
import { recordAttempt } from "#lib/features/webhooks/internal/record-attempt.ts";
import { relayMessages } from "#lib/features/webhooks/relay.ts";
import { START, setUpDeliveries } from "#lib/testing/deliveries.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";

/** Who makes which attempt: several workers, and endpoints that take their time. */

const { clock, subscribed, work, worker } = setUpDeliveries();

describe("several workers", () => {
  it("claim a delivery once, and only a few of an endpoint at any one time", async () => {
    const { post } = await subscribed();
    for (let n = 0; n < 30; n++) await post(`e${n}`);
    await relayMessages({ ctx: worker });
    const first = await claimDue({ now: clock.now(), limit: 100 });
    expect(first).toHaveLength(4);
    expect(await claimDue({ now: clock.now(), limit: 100 })).toEqual([]);
    // Leases that ran out, as after a crash; then many at once.
    const seen = new Map<string, number>();
    for (let round = 0; round < 8; round++) {
      await ownerQuery("update webhook_deliveries set leased_until = null, next_attempt_at = next_attempt_at - interval '1 s' * random()");
      const claimed = (await Promise.all(Array.from({ length: 6 }, () => claimDue({ now: clock.now(), limit: 100 })))).flat();
      expect(new Set(claimed.map(({ message_id }) => message_id)).size).toBe(claimed.length);
      for (const { message_id, claim } of claimed) {
        expect(claim).toBe((seen.get(message_id) ?? (first.some((one) => one.message_id === message_id) ? 1 : 0)) + 1);
        seen.set(message_id, claim);
      }
    }
  });

  it("hand a message on once", async () => {
    const { post } = await subscribed();
    for (let n = 0; n < 50; n++) await post(`e${n}`);
    const relayed = await Promise.all(Array.from({ length: 6 }, () => relayMessages({ ctx: worker })));
    expect(relayed.reduce((a, b) => a + b)).toBe(50);
    expect(await ownerQuery("select count(*)::int as count from webhook_deliveries")).toEqual([{ count: 50 }]);
  });

  it("take over when a lease ran out; who was late may still say that it was delivered, and nothing else", async () => {
    const { post, deliveries } = await subscribed();
    const late = { at: clock.now(), endedAt: clock.now(), nextAt: clock.now() + 1_000 };
    const failed = { ...late, isDelivered: false, result: { status: 500, error: null, durationMs: 1, answer: "" } };
    const delivered = { ...late, isDelivered: true, result: { status: 200, error: null, durationMs: 1, answer: "" } };
    await post("e");
    await relayMessages({ ctx: worker });
    const claim = async () => {
      const [claimed] = await claimDue({ now: clock.now(), limit: 1 });
      await ownerQuery("update webhook_deliveries set leased_until = now() - interval '1 s'");
      return claimed as NonNullable<typeof claimed>;
    };
    const [first, second] = [await claim(), await claim()];
    expect([first.claim, second.claim]).toEqual([1, 2]);
    await recordAttempt(first, failed);
    expect(await deliveries()).toMatchObject([{ state: "waiting", attempts: 0, nextAttemptAt: new Date(START).toISOString() }]);
    await recordAttempt(second, failed);
    expect(await deliveries()).toMatchObject([{ state: "waiting", attempts: 1, nextAttemptAt: new Date(START + 1_000).toISOString() }]);
    clock.advance(1_000);
    const [third, fourth] = [await claim(), await claim()];
    await recordAttempt(third, delivered);
    expect(await deliveries()).toMatchObject([{ state: "delivered", attempts: 2 }]);
    await recordAttempt(fourth, failed);
    expect(await deliveries()).toMatchObject([{ state: "delivered", attempts: 2 }]);
  });
});

describe("an endpoint that is slow", () => {
  it("holds up nobody else", async () => {
    const slow = await subscribed(() => 0);
    const quick = await subscribed();
    for (let n = 0; n < 60; n++) await slow.post(`e${n}`);
    await quick.post("e");
    await relayMessages({ ctx: worker });
    await deliverDue({ ctx: worker });
    while (quick.receiver.received.length === 0) await deliverDue({ ctx: worker });
    expect(slow.receiver.received.length).toBeLessThanOrEqual(4);
    // Cuts them off.
    await slow.receiver.close();
  });

  it("and has failed for a minute gets one attempt at a time, until one succeeds", async () => {
    let status = 500;
    const { post, receiver } = await subscribed(() => status);
    await post("e0");
    await work();
    for (let n = 1; n < 20; n++) await post(`e${n}`);
    await relayMessages({ ctx: worker });
    clock.advance(60_000);
    expect(await claimDue({ now: clock.now(), limit: 100 })).toHaveLength(4);
    await ownerQuery("update webhook_deliveries set leased_until = null");
    clock.advance(1);
    expect(await claimDue({ now: clock.now(), limit: 100 })).toHaveLength(1);
    await ownerQuery("update webhook_deliveries set leased_until = null");
    status = 200;
    await work();
    clock.advance(6_000);
    await work();
    expect(receiver.received.filter((call) => call.status === 200)).toHaveLength(20);
  });
});
