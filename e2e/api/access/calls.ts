import type { ApiAnswer, ApiClient } from "#lib/testing/api-client.ts";
import { linkBody, type Shop } from "#lib/testing/shop.ts";

/** As whom a workspace is answered: by its plan, and whether it may create. */
export type Kind = "advanced" | "core" | "advanced, read-only" | "core, read-only" | "demo";

/** Status, and the code of a refusal. */
type Seen = string;

interface Call {
  /** Of lib/http/operations. */
  operation: string;
  make(api: ApiClient, shop: Pick<Shop, "kept">): Promise<ApiAnswer>;
  /** In the order of `kinds`. */
  expected: readonly [Seen, Seen, Seen, Seen, Seen];
}

const kinds = ["advanced", "core", "advanced, read-only", "core, read-only", "demo"] as const satisfies readonly Kind[];

const PLAN = "403 plan_required";
const PAY = "402 workspace_read_only";
const DEMO = "403 demo_workspace";
const INVALID = "400 validation_failed";

let count = 0;
const newId = () => `new-${++count}`;

/** What product.md §2 and §3 promise, call by call. A new operation fails the test until it stands here. */
export const calls: Record<string, Call> = {
  "a new cancellation": {
    operation: "ingestCancellation",
    make: (api) => api.post({ eventId: newId(), reasonKey: "other" }),
    expected: ["201", PLAN, PAY, PLAN, DEMO],
  },
  "a new cancellation in the sandbox": {
    operation: "ingestCancellation",
    make: (api) => api.post({ environment: "sandbox", eventId: newId(), reasonKey: "other" }),
    expected: ["201", PLAN, PAY, PLAN, DEMO],
  },
  "a replay": {
    operation: "ingestCancellation",
    make: (api) => api.post({ eventId: "stored", reasonKey: "other" }),
    expected: ["200", PLAN, "200", PLAN, DEMO],
  },
  "a cancellation with a fault": {
    operation: "ingestCancellation",
    make: (api) => api.post({ eventId: newId() }),
    expected: [INVALID, PLAN, INVALID, PLAN, DEMO],
  },
  "a cancellation with a reason that there is not": {
    operation: "ingestCancellation",
    make: (api) => api.post({ eventId: newId(), reasonKey: "nope" }),
    expected: [INVALID, PLAN, INVALID, PLAN, DEMO],
  },
  "an outcome": {
    operation: "updateOutcome",
    make: (api) => api.patch("stored", { outcome: "recovered", metadata: { nr: ++count } }),
    expected: ["200", PLAN, "200", PLAN, DEMO],
  },
  "an outcome of nothing": {
    operation: "updateOutcome",
    make: (api) => api.patch("nothing", { outcome: "recovered" }),
    expected: ["404 not_found", PLAN, "404 not_found", PLAN, DEMO],
  },
  "the list": { operation: "listCancellations", make: (api) => api.list(), expected: ["200", PLAN, "200", PLAN, DEMO] },
  "a list with a fault": {
    operation: "listCancellations",
    make: (api) => api.list({ environment: "x" }),
    expected: [INVALID, PLAN, INVALID, PLAN, DEMO],
  },
  "a cancellation": { operation: "getCancellation", make: (api) => api.get("stored"), expected: ["200", PLAN, "200", PLAN, DEMO] },
  "a link": {
    operation: "createCancelLink",
    make: (api) => api.call("POST", "/cancel-link", { body: { userId: "u" } }),
    expected: ["200", "200", PAY, PAY, DEMO],
  },
  "a link of before": {
    operation: "createCancelLink",
    make: (api) => api.call("POST", "/cancel-link", { body: linkBody, headers: { "idempotency-key": "kept" } }),
    expected: ["200", "200", "200", "200", DEMO],
  },
  "another link under its key": {
    operation: "createCancelLink",
    make: (api) => api.call("POST", "/cancel-link", { body: { userId: "somebody else" }, headers: { "idempotency-key": "kept" } }),
    expected: ["409 idempotency_key_reused", "409 idempotency_key_reused", PAY, PAY, DEMO],
  },
  "a link that leads back to nobody's": {
    operation: "createCancelLink",
    make: (api) => api.call("POST", "/cancel-link", { body: { userId: "u", returnUrl: "https://evil.example/" } }),
    expected: [INVALID, INVALID, INVALID, INVALID, DEMO],
  },
  "a session": {
    operation: "getCancelSession",
    make: (api, { kept }) => api.call("GET", `/cancel-sessions/${kept.sessionId}`),
    expected: ["200", PLAN, "200", PLAN, DEMO],
  },
  "a result": {
    operation: "verifyResultToken",
    make: (api, { kept }) => api.call("POST", "/result-tokens/verify", { body: { token: kept.token } }),
    expected: ["200", "200", "200", "200", DEMO],
  },
  "a forged result": {
    operation: "verifyResultToken",
    make: (api) => api.call("POST", "/result-tokens/verify", { body: { token: "x.y.z" } }),
    expected: ["400 result_token_invalid", "400 result_token_invalid", "400 result_token_invalid", "400 result_token_invalid", DEMO],
  },
  "the reasons": { operation: "listReasons", make: (api) => api.call("GET", "/reasons"), expected: ["200", "200", "200", "200", "200"] },
  "the contract": { operation: "getOpenApi", make: (api) => api.call("GET", "/openapi.json"), expected: ["200", "200", "200", "200", "200"] },
};

/** What is to be seen as a kind of workspace, by the call's name. */
export function expectedAs(kind: Kind): Record<string, Seen> {
  return Object.fromEntries(Object.entries(calls).map(([name, { expected }]) => [name, expected[kinds.indexOf(kind)] as Seen]));
}

/** Makes every call, one after the other. */
export async function callAll(api: ApiClient, shop: Pick<Shop, "kept">): Promise<{ seen: Record<string, Seen>; refusals: ApiAnswer[] }> {
  const seen: Record<string, Seen> = {};
  const refusals: ApiAnswer[] = [];
  for (const [name, { make }] of Object.entries(calls)) {
    const answer = await make(api, shop);
    seen[name] = answer.status < 400 ? String(answer.status) : `${answer.status} ${answer.body.code}`;
    if (answer.status === 402 || answer.status === 403) refusals.push(answer);
  }
  return { seen, refusals };
}
