import { Webhook } from "standardwebhooks";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { systemContext, type WorkspaceContext } from "#lib/core/context.ts";
import { parseId } from "#lib/core/ids.ts";
import { getCancellation } from "#lib/features/cancellations/get.ts";
import { ingestCancellation } from "#lib/features/cancellations/ingest.ts";
import { updateOutcome } from "#lib/features/cancellations/update-outcome.ts";
import { createUser } from "#lib/features/members/create-user.ts";
import { createEndpoint } from "#lib/features/webhooks/create-endpoint.ts";
import { deleteEndpoint } from "#lib/features/webhooks/delete-endpoint.ts";
import { deliverDue, drainDeliveries } from "#lib/features/webhooks/deliver.ts";
import { claimDue } from "#lib/features/webhooks/internal/claim.ts";
import { recordAttempt } from "#lib/features/webhooks/internal/record-attempt.ts";
import { listAttempts } from "#lib/features/webhooks/list-attempts.ts";
import { listDeliveries } from "#lib/features/webhooks/list-deliveries.ts";
import { listEndpoints } from "#lib/features/webhooks/list-endpoints.ts";
import { type MessageType, webhookEvents } from "#lib/features/webhooks/model/event.ts";
import { messageSchemas } from "#lib/features/webhooks/model/message.ts";
import { recentDeliveries } from "#lib/features/webhooks/recent-deliveries.ts";
import { relayMessages } from "#lib/features/webhooks/relay.ts";
import { sendTestEvent } from "#lib/features/webhooks/send-test-event.ts";
import { sweepMessages } from "#lib/features/webhooks/sweep.ts";
import { updateEndpoint } from "#lib/features/webhooks/update-endpoint.ts";
import { useOwnDatabase } from "#lib/testing/own-database.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { startReceiver, type WebhookReceiver } from "#lib/testing/webhook-receiver.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** From the outbox to the endpoint. A database of its own: a worker delivers whatever is due, whoever's it is. */

const DAY = 86_400_000;
const START = Date.parse("2026-06-01T12:00:00Z");
const clock = fixedClock(START);
const worker = systemContext("worker", clock);

let database: Awaited<ReturnType<typeof useOwnDatabase>>;
const receivers: WebhookReceiver[] = [];

beforeAll(async () => {
  vi.stubEnv("WEBHOOK_ALLOW_PRIVATE", "1");
  // Mails are queued, and nobody sends them.
  vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:1");
  vi.stubEnv("MAIL_FROM", "RetentBase <retentbase@example.test>");
  database = await useOwnDatabase();
});
afterAll(() => database?.remove());
beforeEach(async () => {
  clock.set(START);
  await ownerQuery("truncate webhook_endpoints, outbox, webhook_deliveries, webhook_attempts");
});
afterEach(async () => {
  await Promise.all(receivers.splice(0).map((receiver) => receiver.close()));
  await drainDeliveries();
});

/** A workspace with an endpoint on this machine. @param answer the status it answers with */
async function subscribed(answer?: Parameters<typeof startReceiver>[0]) {
  const receiver = await startReceiver(answer);
  receivers.push(receiver);
  const workspace = await makeWorkspace({ clock });
  const { ctx } = workspace;
  const { endpoint, secret } = await createEndpoint({ ctx, input: { environment: "prod", url: `${receiver.url}/hooks`, events: [...webhookEvents] } });
  return {
    ...workspace,
    receiver,
    endpoint,
    secret,
    post: (eventId: string) => ingestCancellation({ ctx, input: { environment: "prod", eventId, reasonKey: "other" } }),
    deliveries: async () => (await listDeliveries({ ctx, input: { endpointId: endpoint.id } })).data,
    attempts: (messageId: string) => listAttempts({ ctx, input: { endpointId: endpoint.id, messageId } }),
    reload: async () => (await listEndpoints({ ctx }))[0],
  };
}

/** Hands on and delivers all that is due at the clock's time. */
async function work(): Promise<void> {
  while ((await relayMessages({ ctx: worker })) > 0);
  while (await deliverDue({ ctx: worker }));
}

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
    const bad = await startReceiver(() => 503);
    receivers.push(bad);
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

describe("an endpoint is disabled", () => {
  const addMembers = async ({ ctx, slug }: { ctx: WorkspaceContext; slug: string }) => {
    for (const role of ["owner", "admin"] as const) {
      await createUser({ ctx, input: { email: `${role}-${slug}@example.test`, password: "a password of some length", role } });
    }
  };
  const mails = () =>
    ownerQuery<{ recipient: string; template: string }>("select recipient, template from mails where template = 'webhook_endpoint_disabled' order by 1");

  it("at once when it answers 410: what waits is given up, and the owners are told", async () => {
    const workspace = await subscribed(({ body }) => (body.includes('"gone"') ? 410 : 500));
    const { slug, ctx, post, receiver, deliveries, reload, endpoint } = workspace;
    await addMembers(workspace);
    await post("e");
    await work();
    await post("gone");
    await work();
    expect(await reload()).toMatchObject({ enabled: false, disabledReason: "gone", disabledAt: new Date(clock.now()).toISOString() });
    expect((await deliveries()).map(({ state, attempts }) => [state, attempts])).toEqual([
      ["failed", 1],
      ["failed", 1],
    ]);
    expect(await mails()).toEqual([{ recipient: `owner-${slug}@example.test`, template: "webhook_endpoint_disabled" }]);
    expect(await ownerQuery("select detail from audit_log where workspace_id = $1 and action = 'webhook_endpoint.disabled'", [ctx.workspace.id])).toMatchObject(
      [{ detail: { reason: "gone", givenUp: 1 } }],
    );
    const before = receiver.received.length;
    await post("later");
    clock.advance(10 * DAY);
    await work();
    expect(receiver.received).toHaveLength(before);
    // Enabled again it begins anew.
    await updateEndpoint({ ctx, input: { id: endpoint.id, enabled: true } });
    await post("again");
    await work();
    expect(receiver.received).toHaveLength(before + 1);
  });

  it("after five days of nothing but failures, not an hour before", async () => {
    const workspace = await subscribed(() => 500);
    const { post, reload } = workspace;
    await addMembers(workspace);
    const before = (await mails()).length;
    for (let hour = 0; hour < 5 * 24; hour += 12) {
      await post(`e${hour}`);
      await work();
      expect(await reload(), `hour ${hour}`).toMatchObject({ enabled: true, failingSince: new Date(START).toISOString() });
      clock.set(START + (hour + 12) * 3_600_000 - 1);
      await work();
      clock.advance(1);
    }
    await post("last");
    await work();
    expect(await reload()).toMatchObject({ enabled: false, disabledReason: "failing" });
    expect(await mails()).toHaveLength(before + 1);
  });

  it("not when one success lies between, nor by two failures far apart", async () => {
    let status = 500;
    const { post, reload } = await subscribed(() => status);
    await post("e0");
    await work();
    clock.advance(DAY);
    status = 200;
    await work();
    expect(await reload()).toMatchObject({ enabled: true, failingSince: null });
    status = 500;
    await post("e1");
    await work();
    // Quiet for long, since nothing happened: no five days of failing.
    await ownerQuery("update webhook_deliveries set state = 'failed', next_attempt_at = null, finished_at = now() where state = 'waiting'");
    clock.advance(40 * DAY);
    await post("e2");
    await work();
    expect(await reload()).toMatchObject({ enabled: true, failingSince: new Date(clock.now()).toISOString() });
  });

  it("by hand, or deleted: nothing more is sent, also of what was handed on at that very moment", async () => {
    for (const how of ["disabled", "deleted"]) {
      const { ctx, endpoint, post, receiver } = await subscribed();
      await post("before");
      await relayMessages({ ctx: worker });
      if (how === "disabled") await updateEndpoint({ ctx, input: { id: endpoint.id, enabled: false } });
      else await deleteEndpoint({ ctx, input: { id: endpoint.id } });
      // What a relay that saw the endpoint still enabled leaves behind.
      const states = "select distinct state from webhook_deliveries where workspace_id = $1";
      expect(await ownerQuery(states, [ctx.workspace.id])).toEqual([{ state: "failed" }]);
      await ownerQuery("update webhook_deliveries set state = 'waiting', next_attempt_at = created_at, finished_at = null where workspace_id = $1", [
        ctx.workspace.id,
      ]);
      await work();
      expect([how, await ownerQuery(states, [ctx.workspace.id]), receiver.received]).toEqual([how, [{ state: "failed" }], []]);
    }
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
