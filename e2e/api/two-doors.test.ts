import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allowReturn } from "#lib/testing/hosted.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { exchange, requestBytes, type WireAnswer } from "#lib/testing/wire.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";
import { bodies, contentTypes, credentials, EVENTS, paths, type WireCase } from "./bad-requests.ts";
import { framing, ignored, lines, methods } from "./bad-wire.ts";

/** The door and Next's own route handlers give one answer: status, body, and our own headers. */

interface Side {
  server: TestServer;
  workspace: TestWorkspace;
  readOnly: TestWorkspace;
  core: TestWorkspace;
  sandboxKey: string;
}

let door: Side;
let web: Side;

async function open(role: string): Promise<Side> {
  const off = Object.fromEntries(
    ["WORKSPACE_WRITES", "KEY_WRITES", "WORKSPACE_READS", "KEY_READS", "FAILED_AUTH"].map((name) => [`RATE_LIMIT_${name}`, "off"]),
  );
  // One address in both, as behind a proxy: it is part of the answers.
  const address = "http://127.0.0.1:1";
  const server = await startServer({ role, env: { ...off, APP_URL: address } });
  const workspace = await makeWorkspace();
  await allowReturn(workspace.ctx);
  const readOnly = await makeWorkspace({ access: "read_only" });
  const core = await makeWorkspace({ plan: "core" });
  return { server, workspace, readOnly, core, sandboxKey: (await workspace.makeKey({ environments: "sandbox" })).apiKey };
}

beforeAll(async () => {
  [door, web] = await Promise.all([open("door"), open("web")]);
});

afterAll(() => Promise.all([door?.server.stop(), web?.server.stop()]));

/** Headers that are the transport's, not ours; Next speaks chunked and marks its own requests in Vary. */
const TRANSPORT = new Set(["connection", "content-length", "date", "keep-alive", "transfer-encoding", "vary"]);

/** What may differ between two runs of one request: ids and times. */
function comparable({ status, headers, body }: WireAnswer): unknown {
  const own = Object.entries(headers)
    .filter(([name]) => !TRANSPORT.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const neutral = (text: string) =>
    text
      .replace(/req_[0-9A-Za-z]+/g, "req_…")
      .replace(/(can|key)_[1-9A-HJ-NP-Za-km-z]{24}/g, "$1_…")
      .replace(/cxs_[1-9A-HJ-NP-Za-km-z]{24}/g, "cxs_…")
      .replace(/\/s\/[\w-]{64}/g, "/s/…")
      .replace(/"20\d\d-\d\d-\d\dT[\d:.]+Z"/g, '"time"')
      .replace(/"nextCursor":"[\w-]+"/, '"nextCursor":"…"');
  return { status, headers: own.map(([name, value]) => [name, neutral(value)]), body: neutral(body) };
}

async function playBoth(bytes: (side: Side) => Buffer, options: { head?: boolean; halfClose?: boolean } = {}): Promise<WireAnswer> {
  const [ours, nexts] = await Promise.all([door, web].map((side) => exchange(side.server.url, bytes(side), options)));
  expect(nexts?.map(comparable)).toEqual(ours?.map(comparable));
  expect(ours).toHaveLength(1);
  return ours?.[0] as WireAnswer;
}

describe.each([
  ["bodies", bodies],
  ["content types", contentTypes],
  ["paths", paths],
  ["credentials", credentials],
  ["methods", methods],
  ["request lines", lines],
  ["framing", framing],
  ["headers that are not ours", ignored],
] as [string, WireCase[]][])("alike on bad input: %s", (_group, cases) => {
  it.each(cases.map((one) => [one.name, one] as const))("%s", async (_name, { bytes, status, head, halfClose }) => {
    const answer = await playBoth((side) => bytes(side.workspace.apiKey, "doors"), { head, halfClose });
    expect(answer.status).toBe(status);
  });
});

interface Step {
  name: string;
  status: number;
  method: string;
  path: string;
  body?: object;
  headers?: string[];
  key?: (side: Side) => string;
}

const post = (name: string, status: number, body: object, more: Partial<Step> = {}): Step => ({ name, status, method: "POST", path: EVENTS, body, ...more });
const get = (name: string, status: number, path: string, more: Partial<Step> = {}): Step => ({ name, status, method: "GET", path, ...more });
const patch = (name: string, status: number, id: string, body: object, more: Partial<Step> = {}): Step => ({
  name,
  status,
  method: "PATCH",
  path: `${EVENTS}/${id}`,
  body,
  ...more,
});
const event = { eventId: "a/b ü🦊", reasonKey: "other", outcome: "churned", metadata: { z: 1, a: "é" }, context: { mrr: 0.1 } };
const ENCODED = encodeURIComponent(event.eventId);

/** A life of events, in order: every operation and every status it can give without breaking the server. */
const life: Step[] = [
  post("a new event", 201, event),
  post("its replay", 200, event),
  post("its replay with other content", 200, { ...event, userId: "u", context: {} }),
  post("the same, strictly", 422, { ...event, userId: "u" }, { headers: ["Prefer: handling=strict"] }),
  post("one in sandbox", 201, { ...event, environment: "sandbox", eventId: "s" }, { key: (side) => side.sandboxKey }),
  post("one in prod with a sandbox-only key", 403, event, { key: (side) => side.sandboxKey }),
  post("in a read-only workspace", 402, event, { key: (side) => side.readOnly.apiKey }),
  post("on Core", 403, event, { key: (side) => side.core.apiKey }),
  post("with an unknown reason", 400, { eventId: "x", reasonKey: "no" }),
  patch("an update", 200, ENCODED, { outcome: "recovered", metadata: { by: "cs" } }),
  patch("its repeat", 200, ENCODED, { outcome: "recovered", metadata: { by: "cs" } }),
  patch("of nothing", 404, "nothing", { outcome: "churned" }),
  patch("in the other environment", 409, "s", { outcome: "churned" }),
  patch("of a wrong outcome", 400, ENCODED, { outcome: "pending" }),
  get("the event with its history", 200, `${EVENTS}/${ENCODED}`),
  get("a list", 200, `${EVENTS}?environment=sandbox&limit=1`),
  get("a list with an odd filter", 200, `${EVENTS}?plan=%F0%9F%A6%8A&reasonKey=a+b%2Bc`),
  get("a list with a wrong filter", 400, `${EVENTS}?limit=0`),
  get("the reasons", 200, "/api/v1/reasons"),
  post("a link", 200, { user_id: "u" }, { path: "/api/v1/cancel-link" }),
  post("the same link again", 200, { userId: "u" }, { path: "/api/v1/cancel-link", headers: ["Idempotency-Key: k"] }),
  post("another link under its key", 409, { userId: "v" }, { path: "/api/v1/cancel-link", headers: ["Idempotency-Key: k"] }),
  post("a link to elsewhere", 400, { userId: "u", returnUrl: "https://evil.example" }, { path: "/api/v1/cancel-link" }),
  post("a link without a return URL", 409, { userId: "u" }, { path: "/api/v1/cancel-link", key: (side) => side.core.apiKey }),
  post("a link in a read-only workspace", 402, { userId: "u" }, { path: "/api/v1/cancel-link", key: (side) => side.readOnly.apiKey }),
  post("a forged result", 400, { token: "x.y.z" }, { path: "/api/v1/result-tokens/verify" }),
  get("a session that is not there", 404, "/api/v1/cancel-sessions/cxs_x"),
  get("a session on Core", 403, "/api/v1/cancel-sessions/cxs_x", { key: (side) => side.core.apiKey }),
  get("the contract", 200, "/api/v1/openapi.json"),
  get("the contract without a key", 200, "/api/v1/openapi.json", { key: () => "" }),
];

describe("alike on good input, one after the other", () => {
  it.each(life.map((step) => [step.name, step] as const))("%s", async (_name, { status, method, path, body, headers = [], key }) => {
    const answer = await playBoth((side) => {
      const lines = [
        `Authorization: Bearer ${key === undefined ? side.workspace.apiKey : key(side)}`,
        ...(body === undefined ? [] : ["Content-Type: application/json"]),
        ...headers,
      ];
      return requestBytes(method, path, lines, body === undefined ? undefined : JSON.stringify(body));
    });
    expect({ status: answer.status, body: answer.body.slice(0, 300) }).toMatchObject({ status });
  });
});

describe("alike on large bodies", () => {
  it.each([1, 9])("%s MiB", async (size) => {
    const answer = await playBoth((side) =>
      requestBytes("POST", EVENTS, [`Authorization: Bearer ${side.workspace.apiKey}`, "Content-Type: application/json"], Buffer.alloc(size * 1_048_576, "x")),
    );
    expect(answer.status).toBe(413);
  });
});
