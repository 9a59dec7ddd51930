import { once } from "node:events";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { apiClient } from "#lib/testing/api-client.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { exchange, openSocket, requestBytes } from "#lib/testing/wire.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** Clients that send too much, too slowly, too many at once, or go away: nobody else notices, and nothing hangs. */

const EVENTS = "/api/v1/cancellations";
const MIB = 1_048_576;
let server: TestServer;
let auth: string[] = [];
let apiKey = "";

beforeAll(async () => {
  server = await startServer({ role: "door" });
  apiKey = (await makeWorkspace()).apiKey;
  auth = [`Authorization: Bearer ${apiKey}`, "Content-Type: application/json"];
});

afterAll(() => server?.stop());

const event = (eventId: string) => JSON.stringify({ eventId, reasonKey: "other" });
const post = (eventId: string) => requestBytes("POST", EVENTS, auth, event(eventId));
const isWell = async () => expect((await apiClient(apiKey, server.url).call("GET", "/reasons")).status).toBe(200);

describe("a connection opened ahead of need", () => {
  // Its first request would take whatever was said before for its own answer.
  it("is closed without a word when it was never used", async () => {
    const socket = await openSocket(server.url);
    let heard = 0;
    socket.on("data", (chunk: Buffer) => {
      heard += chunk.length;
    });
    await once(socket, "close");
    expect(heard).toBe(0);
  });
});

describe("a body of megabytes", () => {
  it.each([1, 4, 7.9, 9, 32])("%s MiB: the client can read its 413", async (size) => {
    const answers = await exchange(server.url, requestBytes("POST", EVENTS, auth, Buffer.alloc(size * MIB, "x")));
    expect(answers.map(({ status }) => status)).toEqual([413]);
    await isWell();
  });

  it("that never ends is cut off, however long it goes on", async () => {
    const socket = await openSocket(server.url);
    socket.on("error", () => {});
    socket.write(requestBytes("POST", EVENTS, [...auth, "Content-Length: 100000000000"], ""));
    let sent = 0;
    const closed = new Promise((resolve) => socket.once("close", resolve));
    const chunk = Buffer.alloc(MIB, "x");
    while (!socket.destroyed && sent < 200) {
      sent++;
      if (!socket.write(chunk)) await Promise.race([new Promise((resolve) => socket.once("drain", resolve)), closed]);
    }
    expect(sent).toBeLessThan(200);
    await isWell();
  });
});

describe("slow clients", () => {
  it("that never finish their headers hold up nobody", async () => {
    const sockets = await Promise.all(Array.from({ length: 100 }, () => openSocket(server.url)));
    for (const socket of sockets) socket.write("POST /api/v1/cancellations HTTP/1.1\r\nHost: a\r\nX-Slow: ");
    const start = performance.now();
    for (let i = 0; i < 20; i++) await isWell();
    expect(performance.now() - start).toBeLessThan(2_000);
    for (const socket of sockets) socket.destroy();
  });

  it("that never finish their bodies hold up nobody, and store nothing", async () => {
    const sockets = await Promise.all(Array.from({ length: 100 }, () => openSocket(server.url)));
    for (const socket of sockets) socket.write(requestBytes("POST", EVENTS, [...auth, "Content-Length: 500"], event("half").slice(0, 20)));
    for (let i = 0; i < 20; i++) await isWell();
    for (const socket of sockets) socket.destroy();
    await isWell();
    expect((await apiClient(apiKey, server.url).get("half")).status).toBe(404);
  });

  it("may send byte by byte", async () => {
    const socket = await openSocket(server.url);
    socket.setNoDelay(true);
    const answered = once(socket, "data");
    for (const byte of post("bytewise")) {
      socket.write(Buffer.from([byte]));
      await new Promise(setImmediate);
    }
    expect(String((await answered)[0])).toMatch(/^HTTP\/1\.1 201 /);
    socket.destroy();
  });
});

describe("several requests on one connection", () => {
  it("sent at once are answered in their order", async () => {
    const requests = [
      ...Array.from({ length: 30 }, (_, i) => post(`pipe-${i}`)),
      requestBytes("GET", "/api/v1/reasons", auth),
      requestBytes("GET", "/nothing", auth),
      post("pipe-0"),
    ];
    const answers = await exchange(server.url, Buffer.concat(requests), { answers: requests.length });
    expect(answers.map(({ status }) => status)).toEqual([...Array<number>(30).fill(201), 200, 404, 200]);
    expect(answers.slice(0, 30).map(({ body }) => JSON.parse(body).eventId)).toEqual(Array.from({ length: 30 }, (_, i) => `pipe-${i}`));
  });

  it("go on after a refusal", async () => {
    const requests = [
      requestBytes("POST", EVENTS, auth, "{"),
      requestBytes("PUT", EVENTS, auth, "{}"),
      requestBytes("GET", "//x", auth),
      requestBytes("POST", EVENTS, [], "{}"),
      post("after"),
    ];
    const answers = await exchange(server.url, Buffer.concat(requests), { answers: requests.length });
    expect(answers.map(({ status }) => status)).toEqual([400, 405, 404, 401, 201]);
  });

  it("end with the first that is too large", async () => {
    const answers = await exchange(server.url, Buffer.concat([requestBytes("POST", EVENTS, auth, Buffer.alloc(70_000)), post("behind")]), { answers: 2 });
    expect(answers.map(({ status }) => status)).toEqual([413]);
    expect(answers[0]?.headers.connection).toBe("close");
  });

  it("cannot smuggle one inside another's body", async () => {
    const inner = post("smuggled").toString();
    const outer = requestBytes("POST", EVENTS, [...auth, "Transfer-Encoding: chunked", `Content-Length: ${inner.length}`], `0\r\n\r\n${inner}`);
    const answers = await exchange(server.url, outer, { answers: 2 });
    expect(answers.map(({ status }) => status)).toEqual([400]);
    expect((await apiClient(apiKey, server.url).get("smuggled")).status).toBe(404);
  });
});

describe("a client that goes away", () => {
  it("in the middle of a body disturbs nobody", async () => {
    for (let i = 0; i < 50; i++) {
      const socket = await openSocket(server.url);
      socket.on("error", () => {});
      socket.write(requestBytes("POST", EVENTS, [...auth, "Content-Length: 500"], "{"));
      if (i % 2 === 0) socket.resetAndDestroy();
      else socket.destroy();
    }
    await isWell();
    expect(server.isRunning()).toBe(true);
    expect(server.output()).not.toContain('"level":50');
  });

  it("right after its request finds the event stored once, whenever it comes back", async () => {
    for (let i = 0; i < 20; i++) {
      const socket = await openSocket(server.url);
      socket.on("error", () => {});
      socket.write(post(`gone-${i}`), () => socket.resetAndDestroy());
      await once(socket, "close");
    }
    const api = apiClient(apiKey, server.url);
    for (let i = 0; i < 20; i++) expect([200, 201]).toContain((await api.post(JSON.parse(event(`gone-${i}`)))).status);
    expect((await api.list({ limit: "200" })).body.data.filter(({ eventId }) => eventId.startsWith("gone-"))).toHaveLength(20);
  });
});
