import { beforeAll, describe, expect, it } from "vitest";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { type ApiAnswer, type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { allowReturn, RETURN_URL } from "#lib/testing/hosted.ts";
import { finish, makeLink, press, visit } from "#lib/testing/hosted-visitor.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** GET /cancel-sessions/{id}: what it says at each stage, and to whom. */

let workspace: TestWorkspace;
let api: ApiClient;

beforeAll(async () => {
  workspace = await makeWorkspace();
  await allowReturn(workspace.ctx);
  api = apiClient(workspace.apiKey);
});

const look = (id: string, client = api) => client.call("GET", `/cancel-sessions/${id}`);
const seen = (answer: ApiAnswer) => [answer.status, answer.body.code];

interface Session {
  status: string;
  timeline: { at: string; type: string; [more: string]: unknown }[];
  result: { issued_at: string | null; delivered_at: string | null; verified_at: string | null };
  [more: string]: unknown;
}
const session = async (id: string) => (await look(id)).body as unknown as Session;

describe("a session", () => {
  it("that nobody has opened says what the link said", async () => {
    const link = await makeLink(api, { userId: "u_new", context: { plan: "pro", mrr: 1.5 }, metadata: { a: 1 } });
    const { created_at, timeline, ...rest } = await session(link.session_id);
    expect(rest).toEqual({
      session_id: link.session_id,
      status: "created",
      environment: "prod",
      userId: "u_new",
      reasonKey: null,
      reasonText: null,
      outcome: null,
      offer: { type: "none", accepted: false, label: null },
      context: { plan: "pro", mrr: 1.5, tenureDays: null },
      metadata: { a: 1 },
      flowVersion: 0,
      return_url: RETURN_URL,
      opened_at: null,
      completed_at: null,
      expires_at: link.expires_at,
      result: { issued_at: null, delivered_at: null, verified_at: null },
    });
    expect(timeline).toEqual([{ at: created_at, type: "created" }]);
    expect((await api.get(link.session_id)).status, "an unopened link is in no ledger").toBe(404);
  });

  it("is not opened by whoever only looks whether the link works", async () => {
    const link = await makeLink(api);
    await fetch(link.url, { method: "HEAD", redirect: "manual" });
    expect((await session(link.session_id)).status).toBe("created");
  });

  it("tells every step with what was chosen, in its order, and what became of the result", async () => {
    const link = await makeLink(api, { userId: "u_steps" });
    await visit(link.url);
    await press(link.url, "", "continue", { reasonKey: "too_expensive", reasonText: "Too dear" });
    await press(link.url, "", "continue", { reasonKey: "not_using" });
    await press(link.url, "confirm", "confirm");
    const token = (await press(link.url, "receipt", "return")).headers.get("location")?.split("#ci_result_token=")[1];
    await api.call("POST", "/result-tokens/verify", { body: { token } });
    const found = await session(link.session_id);
    expect(found).toMatchObject({ status: "completed", outcome: "churned", reasonKey: "not_using", reasonText: null });
    expect(found.timeline.map(({ at, ...step }) => step)).toEqual([
      { type: "created" },
      { type: "opened" },
      { type: "reason_given", reason: "too_expensive", text: true },
      { type: "confirm_shown" },
      { type: "reason_given", reason: "not_using" },
      { type: "confirm_shown" },
      { type: "confirmed" },
      { type: "result_issued" },
      { type: "result_verified" },
    ]);
    const times = found.timeline.map(({ at }) => at);
    expect(times).toEqual([...times].sort());
    const at = (type: string) => found.timeline.find((step) => step.type === type)?.at;
    expect(found.result).toEqual({ issued_at: at("result_issued"), delivered_at: null, verified_at: at("result_verified") });
  });

  it("that was kept or skipped says so", async () => {
    const link = await makeLink(api, { userId: "u_kept" });
    await finish(link.url, "keep", "");
    expect(await session(link.session_id)).toMatchObject({ status: "completed", outcome: "recovered", reasonKey: null });
    expect((await session(link.session_id)).timeline.map(({ type }) => type)).toContain("reason_skipped");
  });
});

describe("who may look", () => {
  it("Advanced; not Core, the demo, nobody", async () => {
    const { session_id: id } = await makeLink(api);
    expect(seen(await look(id, apiClient((await makeWorkspace({ plan: "core" })).apiKey)))).toEqual([403, "plan_required"]);
    expect(seen(await look(id, apiClient((await makeWorkspace({ isDemo: true })).apiKey)))).toEqual([403, "demo_workspace"]);
    for (const key of [null, "rbk_x"]) expect(seen(await look(id, apiClient(key)))).toEqual([401, "unauthenticated"]);
  });

  it("a sandbox-only key sees sandbox, never prod", async () => {
    const sandboxOnly = apiClient((await workspace.makeKey({ environments: "sandbox" })).apiKey);
    expect(seen(await look((await makeLink(api)).session_id, sandboxOnly))).toEqual([403, "sandbox_only_key"]);
    expect((await look((await makeLink(api, { environment: "sandbox" })).session_id, sandboxOnly)).status).toBe(200);
  });

  it("a read-only workspace still may", async () => {
    const own = await makeWorkspace();
    await allowReturn(own.ctx);
    const { session_id: id } = await makeLink(apiClient(own.apiKey));
    await own.setAccess("read_only");
    expect((await look(id, apiClient(own.apiKey))).status).toBe(200);
  });

  it("another workspace's session answers exactly like one that is not there", async () => {
    const { session_id: id } = await makeLink(api);
    const stranger = apiClient((await makeWorkspace()).apiKey);
    const [foreign, missing] = [await look(id, stranger), await look(formatId("cxs", uuidv7()), stranger)];
    const bytes = (answer: ApiAnswer) => answer.text.replace(answer.body.requestId, "");
    const headers = (answer: ApiAnswer) => [...answer.headers].filter(([name]) => !["x-request-id", "ratelimit", "date"].includes(name));
    expect(seen(foreign)).toEqual([404, "not_found"]);
    expect(bytes(foreign)).toBe(bytes(missing));
    expect(headers(foreign)).toEqual(headers(missing));
    expect(bytes(await look(`${id.slice(0, -1)}${id.endsWith("1") ? "2" : "1"}`, stranger)), "a mistyped id too").toBe(bytes(missing));
  });
});

describe("an address that is wrong", () => {
  it.each([
    ["an id of something else", formatId("can", uuidv7()), 404, "not_found"],
    ["text", "nothing", 404, "not_found"],
    ["dots", "%2e%2e", 404, "not_found"],
    ["SQL", encodeURIComponent("' or 1=1 --"), 404, "not_found"],
    ["bad percent-encoding", "%zz", 400, "validation_failed"],
    ["a query", `${formatId("cxs", uuidv7())}?environment=prod`, 400, "validation_failed"],
  ])("%s", async (_name, id, status, code) => expect(seen(await look(id))).toEqual([status, code]));

  it("has no list, and no other method", async () => {
    expect(seen(await api.call("GET", "/cancel-sessions"))).toEqual([404, "not_found"]);
    expect(seen(await api.call("GET", "/cancel-sessions/"))).toEqual([404, "not_found"]);
    expect(seen(await api.call("DELETE", `/cancel-sessions/${formatId("cxs", uuidv7())}`))).toEqual([405, "method_not_allowed"]);
  });
});
