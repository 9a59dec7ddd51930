import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiAnswer, type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** Many callers at once, through two processes that share nothing but the database. */

const IDS = process.env.TEST_FULL ? 1_000 : 200;
const PARALLEL = 50;
/** Ids whose posts are all under way at the same time. */
const TOGETHER = 8;

let servers: TestServer[] = [];
let workspace: TestWorkspace;
let doors: ApiClient[] = [];

beforeAll(async () => {
  const limits = ["WORKSPACE_WRITES", "KEY_WRITES", "WORKSPACE_READS", "KEY_READS"].map((name) => [`RATE_LIMIT_${name}`, "off"]);
  const env = Object.fromEntries(limits);
  servers = await Promise.all([startServer({ role: "door", env }), startServer({ role: "door", env })]);
  workspace = await makeWorkspace();
  doors = servers.map(({ url }) => apiClient(workspace.apiKey, url));
});

afterAll(() => Promise.all(servers.map((server) => server.stop())));

/** The nth caller's door: callers take turns. */
const door = (n: number): ApiClient => doors[n % doors.length] as ApiClient;
const count = (answers: ApiAnswer[], status: number) => answers.filter((answer) => answer.status === status).length;

describe.each([
  ["one process", () => 0],
  ["two processes", (n: number) => n],
])("posts of one event at once, through %s", (label, turn) => {
  it(`${IDS} events × ${PARALLEL}: exactly one 201 each, and all see the same event`, { timeout: 600_000 }, async () => {
    for (let first = 0; first < IDS; first += TOGETHER) {
      const ids = Array.from({ length: TOGETHER }, (_, i) => `${label} ${first + i}`);
      const calls = ids.flatMap((eventId) => Array.from({ length: PARALLEL }, () => ({ eventId, reasonKey: "other", outcome: "churned" })));
      // Interleaved, so that every batch holds several events several times, in ever other orders.
      calls.sort(() => Math.random() - 0.5);
      const answers = await Promise.all(calls.map((body, n) => door(turn(n)).post(body)));
      for (const eventId of ids) {
        const own = answers.filter(({ body }) => body.eventId === eventId);
        expect([count(own, 201), count(own, 200)]).toEqual([1, PARALLEL - 1]);
        expect(new Set(own.map(({ body }) => `${body.id} ${body.receivedAt}`)).size).toBe(1);
        expect(own.filter(({ body }) => body.replayed && !body.payloadMatch)).toEqual([]);
      }
    }
    const rows = await ownerQuery<{ events: number; updates: number }>(
      `select count(distinct c.id)::int as events, count(u.seq)::int as updates
       from cancellations c left join outcome_updates u on u.workspace_id = c.workspace_id and u.cancellation_id = c.id
       where c.workspace_id = $1 and c.event_id like $2`,
      [workspace.ctx.workspace.id, `${label} %`],
    );
    expect(rows).toEqual([{ events: IDS, updates: IDS }]);
  });

  it("50 different bodies under one id: one 201, and 49 replays that name the difference", async () => {
    for (let round = 0; round < 5; round++) {
      const eventId = `${label} different ${round}`;
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, n) => door(turn(n)).post({ eventId, reasonKey: "other", userId: `user ${n}`, context: { mrr: n } })),
      );
      expect([count(answers, 201), count(answers, 200)]).toEqual([1, 49]);
      const winner = answers.find(({ status }) => status === 201)?.body;
      for (const { body, headers } of answers.filter(({ status }) => status === 200)) {
        expect(body).toMatchObject({
          id: winner?.id,
          userId: winner?.userId,
          context: winner?.context,
          payloadMatch: false,
          differingFields: ["userId", "context.mrr"],
        });
        expect(headers.get("idempotent-payload-mismatch")).toBe("true");
      }
    }
  });
});

describe("updates of one event at once, through two processes", () => {
  it("are all kept, numbered without gaps, and the current one follows the rule", async () => {
    const eventId = "updated by many";
    await door(0).post({ eventId, reasonKey: "other", outcome: "churned", occurredAt: "2026-01-01T00:00:00Z" });
    const UPDATES = 100;
    const answers = await Promise.all(
      Array.from({ length: UPDATES }, (_, n) =>
        door(n).patch(eventId, {
          outcome: n % 2 === 0 ? "recovered" : "churned",
          ...(n % 3 === 0 ? {} : { effectiveAt: new Date(Date.UTC(2026, n % 7, 1 + (n % 28))).toISOString() }),
          metadata: { n },
        }),
      ),
    );
    expect(count(answers, 200)).toBe(UPDATES);
    const { body } = await door(1).get(eventId);
    expect(body.history).toHaveLength(UPDATES + 1);
    expect(body.history.map(({ metadata }) => metadata?.n ?? -1).sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: UPDATES + 1 }, (_, i) => i - 1),
    );
    const received = body.history.map(({ receivedAt }) => receivedAt);
    expect(received).toEqual([...received].sort());
    const takesEffect = ({ effectiveAt, receivedAt }: (typeof body.history)[number]) => (effectiveAt < receivedAt ? effectiveAt : receivedAt);
    const current = body.history.reduce((best, entry) => (takesEffect(entry) >= takesEffect(best) ? entry : best));
    expect(body.history.filter((entry) => entry.current)).toEqual([current]);
    expect([body.outcome, body.outcomeEffectiveAt]).toEqual([current.outcome, current.effectiveAt]);
    const rows = await ownerQuery<{ seqs: number[]; last: number }>(
      `select array_agg(u.seq order by u.seq) as seqs, max(c.last_update_seq) as last
       from cancellations c join outcome_updates u on u.workspace_id = c.workspace_id and u.cancellation_id = c.id
       where c.workspace_id = $1 and c.event_id = $2`,
      [workspace.ctx.workspace.id, eventId],
    );
    expect(rows).toEqual([{ seqs: Array.from({ length: UPDATES + 1 }, (_, i) => i + 1), last: UPDATES + 1 }]);
  });

  it("mixed with posts of the same events in ever other orders never end in a deadlock", async () => {
    const ids = Array.from({ length: 20 }, (_, i) => `mixed ${i}`);
    await Promise.all(ids.map((eventId) => door(0).post({ eventId, reasonKey: "other" })));
    const calls = Array.from({ length: 2_000 }, (_, n) => ({ eventId: ids[(n * 7) % 20] as string, n })).sort(() => Math.random() - 0.5);
    const answers = await Promise.all(
      calls.map(({ eventId, n }) =>
        n % 3 === 0 ? door(n).post({ eventId, reasonKey: "other" }) : door(n).patch(eventId, { outcome: "churned", metadata: { n } }),
      ),
    );
    expect(count(answers, 200)).toBe(2_000);
    for (const server of servers) expect(server.output()).not.toMatch(/deadlock|"level":50/);
  });
});
