import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { openSocket } from "#lib/testing/wire.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** What becomes of a file of cancellations whose end never comes: nobody can take it for a whole one, and nothing is held for it. */

const ROWS = 30_000;
let server: TestServer;
let path = "";

beforeAll(async () => {
  // A limit that a test can reach; the workspace is a demo, so that nobody need sign in.
  server = await startServer({ env: { RATE_LIMIT_EXPORTS: "0.001:10" } });
  const { ctx, slug } = await makeWorkspace({ isDemo: true });
  path = `/dashboard/${slug}/cancellations/export`;
  // More than the buffers between server and client hold.
  await ownerQuery(
    `insert into cancellations (workspace_id, environment, event_id, id, source, reason_key, reason_text, offer_type, offer_accepted, occurred_at, received_at,
       updated_at, initial_outcome, payload_fingerprint, outcome, outcome_seq, last_update_seq)
     select $1, 'prod', 'e' || g, gen_random_uuid(), 'api', 'other', repeat('x', 2000), 'none', false, now() - g * interval '1 s', now(), now(),
       'pending', sha256('x'), 'pending', 0, 0 from generate_series(1, $2::int) g`,
    [ctx.workspace.id, ROWS],
  );
});

afterAll(() => server?.stop());

/** Database connections that an export under way holds. */
const HELD = "from pg_stat_activity where application_name = 'retentbase-export' and datname = current_database() and xact_start is not null";
const held = async () => (await ownerQuery<{ n: number }>(`select count(*)::int as n ${HELD}`))[0]?.n;
const dropped = async () => (await ownerQuery(`select pg_terminate_backend(pid) ${HELD}`)).length;

/** Begins to read a file and stops in its middle. */
async function begin(version: "1.0" | "1.1") {
  const socket = await openSocket(server.url);
  let received = Buffer.alloc(0);
  let error: NodeJS.ErrnoException | null = null;
  socket.on("error", (given) => {
    error = given;
  });
  socket.on("data", (chunk: Buffer) => {
    received = Buffer.concat([received.subarray(-1_000), chunk]);
  });
  socket.write(`GET ${path} HTTP/${version}\r\nHost: ${new URL(server.url).host}\r\n\r\n`);
  await once(socket, "data");
  socket.pause();
  return {
    socket,
    closed: () => new Promise<void>((resolve) => socket.once("close", () => resolve())),
    seen: () => ({ tail: received.toString("latin1"), error }),
  };
}

describe("a file that is cut", () => {
  it("by the database lacks the end of its last chunk", async () => {
    const { socket, closed, seen } = await begin("1.1");
    expect(await dropped()).toBe(1);
    const ended = closed();
    socket.resume();
    await ended;
    expect(seen().tail).toContain("xxxx");
    expect(seen().tail.endsWith("0\r\n\r\n")).toBe(false);
  });

  it("is an error for whoever downloads it", async () => {
    const answer = await fetch(server.url + path);
    expect(answer.status).toBe(200);
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    await reader.read();
    expect(await dropped()).toBe(1);
    const rest = (async () => {
      for (let part = await reader.read(); !part.done; part = await reader.read());
    })();
    await expect(rest).rejects.toThrow();
  });

  it("is reset over HTTP/1.0, where the end of the connection is the end of a whole file", async () => {
    const { socket, closed, seen } = await begin("1.0");
    expect(await dropped()).toBe(1);
    const ended = closed();
    socket.resume();
    await ended;
    expect(seen().error).toMatchObject({ code: "ECONNRESET" });
  });
});

describe("a client", () => {
  it("that reads to the end has every row, and nothing is held for it", async () => {
    const text = await (await fetch(server.url + path)).text();
    expect(text.split("\r\n").length).toBe(ROWS + 2);
    expect(await held()).toBe(0);
  });

  it("that goes away lets the database go", async () => {
    const { socket } = await begin("1.1");
    expect(await held()).toBe(1);
    socket.destroy();
    await eventually(held, (count) => count === 0, 5_000);
  });

  it("that wants two of the demo's at once is told to wait for the first", async () => {
    const { socket } = await begin("1.1");
    const answer = await fetch(server.url + path);
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([429, "10"]);
    expect(await answer.text()).toContain("An export of the demo is under way for your address.");
    socket.destroy();
    await eventually(held, (count) => count === 0, 5_000);
  });

  it("that takes too many is told when the next one is possible", async () => {
    const statuses: number[] = [];
    for (let i = 0; i < 11 && !statuses.includes(429); i++) {
      const answer = await fetch(server.url + path);
      statuses.push(answer.status);
      if (answer.status === 429) {
        expect(Number(answer.headers.get("retry-after"))).toBeGreaterThan(0);
        expect(await answer.text()).toContain("Too many attempts.");
      } else {
        await answer.body?.cancel();
        // An address has one at a time.
        await eventually(held, (count) => count === 0, 5_000);
      }
    }
    expect(statuses.at(-1)).toBe(429);
  });
});
