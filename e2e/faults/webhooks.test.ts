import { setTimeout as sleep } from "node:timers/promises";
import { Webhook } from "standardwebhooks";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCli } from "#lib/testing/cli.ts";
import { startReceiver, type WebhookReceiver } from "#lib/testing/webhook-receiver.ts";
import { httpClient } from "./support/http-client.ts";
import { asOwner } from "./support/owner.ts";
import { full, type Scene, setScene } from "./support/scene.ts";

const MESSAGES = full ? 10_000 : 500;
/** Messages that may be committed and not yet accepted, so that the kills meet the ledger at work too. */
const AHEAD = 200;
/** How long before a kill an answer may have been given that the killed server had no time to note. */
const UNNOTED_MS = 2_000;

type Outcome = "pending" | "churned" | "recovered";

/** What a receiver must have been told by the acknowledged calls: `eventId#sequence` → the outcome as it was then. */
type Expected = Map<string, Outcome>;

interface Told {
  type: string;
  sequence: number;
  data: { eventId: string; outcome: Outcome; updatedAt: string };
}

describe("webhooks, while the server is killed", () => {
  let scene: Scene;
  beforeEach(async () => {
    scene = await setScene();
  });
  afterEach(() => scene?.remove());

  it(`all ${MESSAGES} arrive at an endpoint that fails half of the time, each as true as at its commit`, async () => {
    const receiver = await startReceiver(() => (Math.random() < 0.5 ? 503 : 200));
    const secret = await subscribe(scene, receiver);
    const run = await deliverThroughKills(scene, receiver, 2);
    await receiver.close();
    const { accepted, lost, duplicates } = tally("webhooks, server killed twice", receiver, run.expected);
    expect(lost).toEqual([]);

    const ids = new Map<string, string>();
    for (const call of receiver.received) {
      expect(new Webhook(secret).sign(call.id, new Date(Number(call.headers["webhook-timestamp"]) * 1000), call.body)).toBe(call.headers["webhook-signature"]);
      // A retry says the same under the same id, and no other message has it.
      expect(ids.get(call.id) ?? call.body).toBe(call.body);
      ids.set(call.id, call.body);
    }
    const bodies = [...ids.values()].map((body) => JSON.parse(body) as Told);
    expect(bodies).toHaveLength(run.expected.size);
    const updatedAt = new Map(bodies.map(({ data, sequence }) => [keyOf(data.eventId, sequence), data.updatedAt]));
    for (const { type, sequence, data } of bodies) {
      expect([data.eventId, sequence, data.outcome]).toEqual([data.eventId, sequence, run.expected.get(keyOf(data.eventId, sequence))]);
      expect(type).toBe(sequence === 0 ? "cancellation.created" : "cancellation.outcome_updated");
      // What a receiver may go by: a higher sequence is never older.
      const before = updatedAt.get(keyOf(data.eventId, sequence - 1));
      if (sequence > 0) expect(before !== undefined && before <= data.updatedAt).toBe(true);
    }
    // Accepted twice is only what a killed server had no time to note: an endpoint gets four at any one time.
    expect(duplicates).toBeLessThanOrEqual(4 * run.kills.length);
    for (const calls of accepted.values()) {
      for (const call of calls.slice(0, -1)) {
        expect(run.kills.some((at) => call.answeredAt <= at + 100 && call.answeredAt > at - UNNOTED_MS)).toBe(true);
      }
    }
  });

  it("a worker that notes deliveries before it makes them is found out", async () => {
    await asOwner(scene.postgres.ownerUrl, async (owner) => {
      await owner.query(
        `create function at_most_once() returns trigger language plpgsql as $$
         begin
           new.state := 'delivered'; new.next_attempt_at := null; new.leased_until := null; new.finished_at := now();
           return new;
         end $$`,
      );
      await owner.query(
        "create trigger at_most_once before update on webhook_deliveries for each row when (new.claims > old.claims) execute function at_most_once()",
      );
    });
    const receiver = await startReceiver(() => sleep(500, 200));
    await subscribe(scene, receiver);
    const run = await deliverThroughKills(scene, receiver, 1, 40, 8_000);
    await receiver.close();
    expect(tally("control: noted before it is made, server killed", receiver, run.expected).lost.length).toBeGreaterThan(0);
  });
});

const keyOf = (eventId: string, sequence: number) => `${eventId}#${sequence}`;

/** @returns the endpoint's secret */
async function subscribe(scene: Scene, receiver: WebhookReceiver): Promise<string> {
  const made = await runCli(["webhook", "create", "faults", "--url", `${receiver.url}/hooks`, "--json"], { ...scene.env, WEBHOOK_ALLOW_PRIVATE: "1" });
  if (made.exitCode !== 0) throw new Error(made.stderr);
  return (JSON.parse(made.stdout) as { secret: string }).secret;
}

/**
 * Sends what makes `messages`, kills the server on the way, and waits until all was accepted.
 * @param patience longest wait for the last ones, in ms; what is missing then is lost
 */
async function deliverThroughKills(scene: Scene, receiver: WebhookReceiver, kills: number, messages = MESSAGES, patience = full ? 600_000 : 90_000) {
  const settings = { ROLE: "door,worker", WEBHOOK_ALLOW_PRIVATE: "1", WEBHOOK_RETRY_SECONDS: Array(60).fill("0.2").join(",") };
  let server = await scene.serve(settings);
  const expected: Expected = new Map();
  const killedAt: number[] = [];
  const missing = () => expected.size - countAccepted(receiver);
  try {
    const sending = send(scene, expected, missing, messages);
    for (let kill = 1; kill <= kills; kill++) {
      const goal = (messages * kill) / (kills + 1);
      while (countAccepted(receiver) < goal) await sleep(5);
      // In the middle of a call, most of the time: one has just arrived.
      const arrived = receiver.arrived();
      while (receiver.arrived() === arrived && missing() > 0) await sleep(1);
      killedAt.push(performance.now());
      await server.kill9();
      server = await scene.serve(settings);
    }
    await sending;
    const deadline = performance.now() + patience;
    while (missing() > 0 && performance.now() < deadline) await sleep(50);
  } finally {
    await server.stop();
  }
  return { expected, kills: killedAt };
}

const accepts = new WeakMap<WebhookReceiver, { seen: number; ids: Set<string> }>();

/** Messages that were accepted at least once; looks at each call once. */
function countAccepted(receiver: WebhookReceiver): number {
  const count = accepts.get(receiver) ?? { seen: 0, ids: new Set() };
  accepts.set(receiver, count);
  for (; count.seen < receiver.received.length; count.seen++) {
    const call = receiver.received[count.seen];
    if (call?.status === 200) count.ids.add(call.id);
  }
  return count.ids.size;
}

/** Posters that insist: each event is created, churned and recovered, one after the other. */
async function send(scene: Scene, expected: Expected, missing: () => number, messages: number): Promise<void> {
  const client = httpClient(scene.url, scene.apiKey, 6_000);
  let begun = 0;
  const insist = async (method: "POST" | "PATCH", path: string, body: object) => {
    for (;;) {
      const answer = await client.call({ method, path, body });
      if ("status" in answer && answer.status < 300) return;
      if ("status" in answer && answer.status !== 503) throw new Error(`${answer.status}: ${JSON.stringify(answer.body)}`);
      await sleep(30);
    }
  };
  const poster = async () => {
    while (begun < messages) {
      const eventId = `e${begun}`;
      begun += 3;
      while (missing() > AHEAD) await sleep(10);
      await insist("POST", "/cancellations", { eventId, reasonKey: "other", metadata: { eventId } });
      expected.set(keyOf(eventId, 0), "pending");
      for (const [sequence, outcome] of [
        [1, "churned"],
        [2, "recovered"],
      ] as const) {
        await insist("PATCH", `/cancellations/${eventId}`, { outcome });
        expected.set(keyOf(eventId, sequence), outcome);
      }
    }
  };
  await Promise.all(Array.from({ length: 16 }, poster));
  client.close();
}

/** The book against what was accepted, and prints it. */
function tally(title: string, receiver: WebhookReceiver, expected: Expected) {
  const accepted = Map.groupBy(
    receiver.received.filter(({ status }) => status === 200),
    ({ id }) => id,
  );
  const told = new Set(
    [...accepted.values()].map(([call]) => {
      const { data, sequence } = JSON.parse(call?.body ?? "") as Told;
      return keyOf(data.eventId, sequence);
    }),
  );
  const lost = [...expected.keys()].filter((key) => !told.has(key));
  const duplicates = [...accepted.values()].reduce((sum, calls) => sum + calls.length - 1, 0);
  const row = (cells: unknown[]) => `  ${cells.map((cell) => String(cell).padStart(12)).join("")}`;
  console.log(
    [
      title,
      row(["acked", "attempts", "accepted", "lost", "duplicated"]),
      row([expected.size, receiver.received.length, accepted.size, lost.length, duplicates]),
    ].join("\n"),
  );
  return { accepted, lost, duplicates };
}
