import { Webhook } from "standardwebhooks";
import { describe, expect, it } from "vitest";
import { parseId } from "#lib/core/ids.ts";
import { getCancellation } from "#lib/features/cancellations/get.ts";
import { updateOutcome } from "#lib/features/cancellations/update-outcome.ts";
import { createEndpoint } from "#lib/features/webhooks/create-endpoint.ts";
import { listDeliveries } from "#lib/features/webhooks/list-deliveries.ts";
import type { MessageType } from "#lib/features/webhooks/model/event.ts";
import { messageSchemas } from "#lib/features/webhooks/model/message.ts";
import { recentDeliveries } from "#lib/features/webhooks/recent-deliveries.ts";
import { relayMessages } from "#lib/features/webhooks/relay.ts";
import { sendTestEvent } from "#lib/features/webhooks/send-test-event.ts";
import { sweepMessages } from "#lib/features/webhooks/sweep.ts";
import { DAY, setUpDeliveries } from "#lib/testing/deliveries.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** What is sent, when, how it is noted, and how long the note stays. */

const { clock, receive, subscribed, work, worker } = setUpDeliveries();

describe("a delivery", () => {
  it("tells what was committed, signed, and is noted", async () => {
    const { post, receiver, secret, workspaceKey, deliveries, attempts, ctx } = await subscribed();
    const { cancellation } = await post("e");
    clock.advance(1_000);
    await updateOutcome({ ctx, input: { environment: "prod", eventId: "e", outcome: "churned" } });
    await work();
    expect(receiver.received).toHaveLength(2);
    const bodies = receiver.received.map(({ body }) => JSON.parse(body) as { sequence: number }).sort((a, b) => a.sequence - b.sequence);
    const { history: _, ...now } = await getCancellation({ ctx, input: { environment: "prod", eventId: "e" } });
    const envelope = { environment: "prod", workspaceKey };
    expect(bodies).toEqual([
      { ...envelope, type: "cancellation.created", timestamp: cancellation.receivedAt, sequence: 0, data: cancellation },
      { ...envelope, type: "cancellation.outcome_updated", timestamp: now.updatedAt, sequence: 1, data: now },
    ]);
    for (const { headers, body, id } of receiver.received) {
      const message = JSON.parse(body) as { type: MessageType };
      // What the docs and OpenAPI promise, in the same order of fields.
      expect(JSON.stringify(messageSchemas[message.type].parse(message))).toBe(body);
      expect(Number(headers["webhook-timestamp"])).toBe(clock.now() / 1000);
      // The library's receiver refuses another time than now's.
      expect(new Webhook(secret).sign(id, new Date(clock.now()), body)).toBe(headers["webhook-signature"]);
      expect(parseId("msg", id)).not.toBeNull();
    }
    const listed = await deliveries();
    expect(listed).toMatchObject([
      { type: "cancellation.outcome_updated", state: "delivered", attempts: 1, nextAttemptAt: null, finishedAt: new Date(clock.now()).toISOString() },
      { type: "cancellation.created", state: "delivered" },
    ]);
    expect(listed.map(({ messageId }) => messageId).sort()).toEqual(receiver.received.map(({ id }) => id).sort());
    const log = await attempts(listed[0]?.messageId ?? "");
    expect(log).toEqual([{ number: 1, at: new Date(clock.now()).toISOString(), durationMs: expect.any(Number), status: 200, error: null, answer: "said 200" }]);
    // Nothing is due any more.
    await work();
    expect(receiver.received).toHaveLength(2);
  });

  it("is tried after 5 s, 5 min, 30 min, 2, 5, 10, 14, 20 and 24 h, under one webhook-id, and then given up", async () => {
    const { post, receiver, deliveries, attempts } = await subscribed(() => 500);
    await post("e");
    await work();
    const pauses: number[] = [];
    for (let attempt = 1; ; attempt++) {
      const [delivery] = await deliveries();
      expect(receiver.received).toHaveLength(attempt);
      expect(delivery).toMatchObject({ attempts: attempt });
      if (delivery?.nextAttemptAt == null) break;
      const pause = Date.parse(delivery.nextAttemptAt) - clock.now();
      pauses.push(pause / 1000);
      clock.advance(pause - 1);
      await work();
      clock.advance(1);
      await work();
    }
    const planned = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
    expect(pauses).toHaveLength(planned.length);
    for (const [i, pause] of pauses.entries()) expect(Math.abs(pause / (planned[i] as number) - 1)).toBeLessThanOrEqual(0.1001);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ state: "failed", attempts: 10 });
    expect((await attempts(delivery?.messageId ?? "")).map(({ number, status }) => [number, status])).toEqual(
      Array.from({ length: 10 }, (_, i) => [i + 1, 500]),
    );
    clock.advance(30 * DAY);
    await work();
    expect(receiver.received).toHaveLength(10);
  });

  it("that a redirect answers has failed", async () => {
    const { post, deliveries, attempts } = await subscribed(() => 302);
    await post("e");
    await work();
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ state: "waiting", attempts: 1 });
    expect(await attempts(delivery?.messageId ?? "")).toMatchObject([{ status: 302 }]);
  });

  it("goes to every endpoint that subscribes, under the same webhook-id, each by its own fate", async () => {
    const good = await subscribed();
    const bad = await receive(() => 503);
    const { ctx } = good;
    await createEndpoint({ ctx, input: { environment: "prod", url: bad.url, events: ["cancellation.created"] } });
    await createEndpoint({ ctx, input: { environment: "prod", url: `${bad.url}/updates`, events: ["cancellation.outcome_updated"] } });
    await createEndpoint({ ctx, input: { environment: "sandbox", url: `${bad.url}/sandbox`, events: ["cancellation.created"] } });
    await good.post("e");
    await work();
    clock.advance(6_000);
    await work();
    expect(good.receiver.received).toHaveLength(1);
    expect(bad.received.map(({ path, id }) => [path, id])).toEqual([1, 2].map(() => ["/", good.receiver.received[0]?.id]));
  });

  it("by hand, of a test, goes to one endpoint, whatever it subscribes to", async () => {
    const { ctx, endpoint, receiver, deliveries, workspaceKey } = await subscribed();
    const { messageId } = await sendTestEvent({ ctx, input: { id: endpoint.id } });
    await work();
    expect(receiver.received.map(({ id, body }) => [id, JSON.parse(body)])).toEqual([[messageId, expect.objectContaining({ type: "webhook.test", data: {} })]]);
    expect(messageSchemas["webhook.test"].parse(JSON.parse(receiver.received[0]?.body ?? ""))).toMatchObject({ workspaceKey });
    expect(await deliveries()).toMatchObject([{ messageId, type: "webhook.test", state: "delivered" }]);
  });

  it("is listed in pages, and by state", async () => {
    const { ctx, endpoint, post, deliveries } = await subscribed(({ body }) => (body.includes('"e3"') ? 500 : 200));
    for (const eventId of ["e1", "e2", "e3", "e4", "e5"]) {
      await post(eventId);
      clock.advance(10);
    }
    await work();
    const all = await deliveries();
    expect(all).toHaveLength(5);
    const first = await listDeliveries({ ctx, input: { endpointId: endpoint.id, limit: 3 } });
    const second = await listDeliveries({ ctx, input: { endpointId: endpoint.id, limit: 3, cursor: first.nextCursor ?? "" } });
    expect([...first.data, ...second.data]).toEqual(all);
    expect(second.nextCursor).toBeNull();
    expect((await listDeliveries({ ctx, input: { endpointId: endpoint.id, state: "waiting" } })).data).toEqual([all[2]]);
    await expect(listDeliveries({ ctx, input: { endpointId: endpoint.id, cursor: "x" } })).rejects.toMatchObject({ errors: [{ path: "cursor" }] });
  });
});

describe("what an endpoint was sent lately", () => {
  it("says of each message how its last attempt ended, and finds the last test", async () => {
    // Ids made in this process never run backwards, so a time before others' would put the test's message after them.
    clock.set(Date.now() + DAY);
    let status = 200;
    const { ctx, endpoint, post } = await subscribed(() => status);
    const quiet = await createEndpoint({ ctx, input: { environment: "prod", url: "http://127.0.0.1:1/", events: ["cancellation.outcome_updated"] } });
    const test = await sendTestEvent({ ctx, input: { id: endpoint.id } });
    await work();
    status = 503;
    for (const eventId of ["e1", "e2"]) {
      clock.advance(10);
      await post(eventId);
    }
    await work();
    clock.advance(10);
    await post("e3");
    await relayMessages({ ctx: worker });
    const activity = await recentDeliveries({ ctx, input: { environment: "prod", each: 2 } });
    const failed = { status: 503, error: null, at: new Date(clock.now() - 10).toISOString(), durationMs: expect.any(Number) };
    expect(activity).toEqual({
      [endpoint.id]: {
        deliveries: [
          expect.objectContaining({ type: "cancellation.created", state: "waiting", attempts: 0, lastAttempt: null }),
          expect.objectContaining({ state: "waiting", attempts: 1, nextAttemptAt: expect.any(String), lastAttempt: failed }),
        ],
        lastTest: expect.objectContaining({ messageId: test.messageId, state: "delivered", lastAttempt: expect.objectContaining({ status: 200 }) }),
      },
    });
    await sendTestEvent({ ctx, input: { id: quiet.endpoint.id } });
    await work();
    expect((await recentDeliveries({ ctx, input: { environment: "prod", each: 2 } }))[quiet.endpoint.id]).toMatchObject({
      deliveries: [{ type: "webhook.test", lastAttempt: { status: null, error: "The connection was refused." } }],
      lastTest: { state: "waiting" },
    });
    expect(await recentDeliveries({ ctx, input: { environment: "sandbox", each: 2 } })).toEqual({});
    const stranger = await makeWorkspace();
    expect(await recentDeliveries({ ctx: stranger.ctx, input: { environment: "prod", each: 2 } })).toEqual({});
  });
});

describe("what is old", () => {
  it("is swept with its log after 30 days, unless somebody still waits for it", async () => {
    let status = 200;
    const { post } = await subscribed(() => status);
    await post("done");
    await work();
    status = 500;
    await post("waits");
    await work();
    clock.advance(30 * DAY - 1);
    expect(await sweepMessages({ ctx: worker })).toBe(0);
    clock.advance(2);
    expect(await sweepMessages({ ctx: worker })).toBe(1);
    for (const table of ["outbox", "webhook_deliveries", "webhook_attempts"]) expect(await ownerQuery(`select 1 from ${table}`), table).toHaveLength(1);
  });
});

describe("a secret that cannot be read", () => {
  it("is a failure that its owner sees", async () => {
    const { post, deliveries, attempts, receiver } = await subscribed();
    await ownerQuery("update webhook_endpoints set encryption_key_id = 'lost'");
    await post("e");
    await work();
    const [delivery] = await deliveries();
    expect(await attempts(delivery?.messageId ?? "")).toMatchObject([{ status: null, error: expect.stringContaining("secret cannot be read") }]);
    expect(receiver.received).toEqual([]);
  });
});
