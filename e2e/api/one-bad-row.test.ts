import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiAnswer, type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { useOwnDatabase } from "#lib/testing/own-database.ts";
import { connectAsOwner, ownerQuery } from "#lib/testing/owner-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** What the ledger does when one row is poisoned, or the database stands still. In a database of its own, since it is broken on purpose. */

const QUEUE = 5;
let server: TestServer;
let cramped: TestServer;
let api: ApiClient;
let crampedApi: ApiClient;
let removeDatabase = async () => {};

beforeAll(async () => {
  const database = await useOwnDatabase();
  removeDatabase = database.remove;
  [server, cramped] = await Promise.all([
    startServer({ role: "door", env: database.env }),
    startServer({ role: "door", env: { ...database.env, INGEST_QUEUE: String(QUEUE) } }),
  ]);
  const { apiKey } = await makeWorkspace();
  api = apiClient(apiKey, server.url);
  crampedApi = apiClient(apiKey, cramped.url);
  await ownerQuery(`create function poisoned() returns trigger language plpgsql as $$ begin raise exception 'poisoned row'; end $$`);
  await ownerQuery(`create trigger poison_insert before insert on cancellations for each row when (new.event_id like 'poison%') execute function poisoned()`);
  await ownerQuery(`create trigger poison_update before update on cancellations for each row when (new.event_id like 'bitter%') execute function poisoned()`);
});

afterAll(async () => {
  await Promise.all([server?.stop(), cramped?.stop()]);
  await removeDatabase();
});

const event = (eventId: string) => ({ eventId, reasonKey: "other" });
const statuses = (answers: ApiAnswer[]) =>
  Object.fromEntries(
    [...new Set(answers.map(({ status }) => status))].sort().map((status) => [status, answers.filter((answer) => answer.status === status).length]),
  );

/** Runs `work` while nobody can write to the ledger, and lets go when it resolves. */
async function whileLocked<T>(work: () => Promise<T>): Promise<T> {
  const owner = await connectAsOwner();
  await owner.query("begin");
  await owner.query("lock table cancellations in exclusive mode");
  try {
    return await work();
  } finally {
    await owner.query("commit");
    await owner.end();
  }
}

/** Until as many statements wait for the lock. */
const waiters = () =>
  ownerQuery<{ n: number }>(
    "select count(*)::int as n from pg_locks l join pg_database d on d.oid = l.database where d.datname = current_database() and not l.granted",
  );

describe("a poisoned row", () => {
  it("fails alone; its neighbours in the batch are stored", async () => {
    const ids = Array.from({ length: 60 }, (_, i) => (i % 20 === 7 ? `poison-${i}` : `sound-${i}`));
    // Held until one batch waits for the lock, so that all the others share the next one.
    const answers = await Promise.all(
      await whileLocked(async () => {
        const calls = [api.post(event("first")), ...ids.map((id) => api.post(event(id)))];
        await eventually(waiters, ([row]) => (row?.n ?? 0) > 0, 2_000);
        return calls;
      }),
    );
    expect(statuses(answers)).toEqual({ 201: 58, 500: 3 });
    const failed = answers.filter(({ status }) => status === 500);
    for (const { body, text } of failed) {
      expect(body.code).toBe("internal");
      expect(text).not.toContain("poisoned");
    }
    for (const id of ids) expect((await api.get(id)).status).toBe(id.startsWith("poison") ? 404 : 200);
    expect(server.output()).toContain("poisoned row");
  });

  it("fails alone among updates too", async () => {
    const ids = Array.from({ length: 30 }, (_, i) => (i === 11 ? "bitter" : `sweet-${i}`));
    await Promise.all(ids.map((id) => api.post(event(id))));
    const answers = await Promise.all(
      await whileLocked(async () => {
        const calls = [api.patch("first", { outcome: "churned" }), ...ids.map((id) => api.patch(id, { outcome: "churned" }))];
        await eventually(waiters, ([row]) => (row?.n ?? 0) > 0, 2_000);
        return calls;
      }),
    );
    expect(statuses(answers)).toEqual({ 200: 30, 500: 1 });
    expect((await api.get("bitter")).body.history).toEqual([]);
    expect((await api.get("sweet-12")).body.history).toHaveLength(1);
  });
});

describe("a full queue", () => {
  it.each([
    ["posts", (n: number) => crampedApi.post(event(`queued-${n}`)), 201],
    ["updates", (n: number) => crampedApi.patch(`stored-${n}`, { outcome: "churned" }), 200],
  ])("of %s answers 503 with Retry-After at once, and all is well afterwards", async (_name, call, success) => {
    await Promise.all(Array.from({ length: 4 }, (_, i) => Promise.all(Array.from({ length: 5 }, (_, j) => api.post(event(`stored-${i * 5 + j}`))))));
    expect((await crampedApi.call("GET", "/reasons")).status).toBe(200);
    const answers = await Promise.all(
      await whileLocked(async () => {
        const first = call(0);
        await eventually(waiters, ([row]) => (row?.n ?? 0) > 0, 2_000);
        const calls = Array.from({ length: 19 }, (_, n) => call(n + 1));
        let refused = 0;
        for (const call of calls)
          void call.then(({ status }) => {
            refused += status === 503 ? 1 : 0;
          });
        await eventually(
          async () => refused,
          (count) => count === 19 - QUEUE,
          1_000,
        );
        return [first, ...calls];
      }),
    );
    expect(statuses(answers)).toEqual({ [success]: 1 + QUEUE, 503: 19 - QUEUE });
    for (const { status, headers, body } of answers) {
      if (status === 503) expect([headers.get("retry-after"), body.code]).toEqual(["1", "unavailable"]);
    }
    const again = await Promise.all(Array.from({ length: 4 }, (_, n) => call(n + 1)));
    expect(again.every(({ status }) => status === 200 || status === 201)).toBe(true);
  });
});

describe("a ledger that is locked for long", () => {
  it("answers 503 with Retry-After instead of waiting on, stores nothing of it, and heals by itself", async () => {
    const answers = await whileLocked(() =>
      Promise.all([api.post(event("locked-1")), api.post(event("locked-2")), api.patch("first", { outcome: "recovered" })]),
    );
    expect(statuses(answers)).toEqual({ 503: 3 });
    for (const { headers } of answers) expect(headers.get("retry-after")).toBe("1");
    expect((await api.get("locked-1")).status).toBe(404);
    expect((await api.post(event("locked-1"))).status).toBe(201);
    expect((await api.get("first")).body.history).toHaveLength(1);
  });
});
