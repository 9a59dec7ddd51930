import { beforeAll, describe, expect, it } from "vitest";
import { type ApiAnswer, type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** A call with two faults is answered for the one that is checked first. */

const TOO_LARGE = JSON.stringify({ reasonText: "x".repeat(66_000) });
const TEXT = { "content-type": "text/plain" };
const FUTURE = "2099-01-01T00:00:00Z";

let workspace: TestWorkspace;
let api: ApiClient;
let nobody: ApiClient;
let stranger: ApiClient;
let core: ApiClient;
let demo: ApiClient;
let readOnly: ApiClient;
let sandboxOnly: ApiClient;

const seen = (answer: ApiAnswer) => [answer.status, answer.body.code];

beforeAll(async () => {
  workspace = await makeWorkspace();
  api = apiClient(workspace.apiKey);
  nobody = apiClient(null);
  stranger = apiClient("rbk_not_a_key");
  core = apiClient((await makeWorkspace({ plan: "core" })).apiKey);
  demo = apiClient((await makeWorkspace({ isDemo: true })).apiKey);
  sandboxOnly = apiClient((await workspace.makeKey({ environments: "sandbox" })).apiKey);
  await api.post({ eventId: "stored", reasonKey: "other" });
  await api.post({ eventId: "in-sandbox", environment: "sandbox", reasonKey: "other" });
  const locked = await makeWorkspace();
  readOnly = apiClient(locked.apiKey);
  await readOnly.post({ eventId: "stored", reasonKey: "other" });
  await locked.setReason("not_using", false);
  await locked.setAccess("read_only");
});

describe("401 comes before", () => {
  it.each([
    ["415", () => stranger.call("POST", "/cancellations", { body: "{}", headers: TEXT })],
    ["413", () => nobody.post(TOO_LARGE)],
    ["400", () => stranger.post("{")],
    ["400 of a path", () => stranger.call("PATCH", "/cancellations/%00", { body: {} })],
    ["400 of a query", () => nobody.list({ environment: "x" })],
    ["404 of an event", () => nobody.get("no-such-event")],
  ])("%s", async (_name, call) => expect(seen(await call())).toEqual([401, "unauthenticated"]));

  it("but after an unknown path and a wrong method", async () => {
    expect(seen(await nobody.call("GET", "/no-such-thing"))).toEqual([404, "not_found"]);
    expect(seen(await nobody.call("DELETE", "/cancellations/x"))).toEqual([405, "method_not_allowed"]);
  });
});

describe("403 comes before", () => {
  it.each([
    ["415", () => core.call("POST", "/cancellations", { body: "{}", headers: TEXT }), "plan_required"],
    ["413", () => core.post(TOO_LARGE), "plan_required"],
    ["400 of the body", () => core.post({}), "plan_required"],
    ["400 of the path", () => core.call("PATCH", "/cancellations/.%00", { body: "{" }), "plan_required"],
    ["404 of an event", () => core.get("no-such-event"), "plan_required"],
    ["415 in the demo", () => demo.call("POST", "/cancellations", { body: "{}", headers: TEXT }), "demo_workspace"],
    ["400 in the demo", () => demo.post("nonsense"), "demo_workspace"],
    ["a replay, for a sandbox-only key", () => sandboxOnly.post({ eventId: "stored", reasonKey: "other" }), "sandbox_only_key"],
    ["400 of the reason, for a sandbox-only key", () => sandboxOnly.post({ eventId: "new", reasonKey: "nope" }), "sandbox_only_key"],
    ["404, for a sandbox-only key", () => sandboxOnly.patch("nothing", { outcome: "churned" }), "sandbox_only_key"],
    ["409, for a sandbox-only key", () => sandboxOnly.patch("in-sandbox", { outcome: "churned" }), "sandbox_only_key"],
    ["404 of a read, for a sandbox-only key", () => sandboxOnly.get("nothing"), "sandbox_only_key"],
  ])("%s", async (_name, call, code) => expect(seen(await call())).toEqual([403, code]));
});

describe("415 comes before", () => {
  it.each([
    ["413", TOO_LARGE],
    ["malformed JSON", "{"],
    ["a field's fault", "{}"],
    ["an empty body", ""],
  ])("%s", async (_name, body) => {
    expect(seen(await api.call("POST", "/cancellations", { body, headers: TEXT }))).toEqual([415, "unsupported_media_type"]);
  });

  it("400 of the path, and 404", async () => {
    expect(seen(await api.call("PATCH", "/cancellations/%00", { body: "{}", headers: TEXT }))).toEqual([415, "unsupported_media_type"]);
    expect(seen(await api.call("PATCH", "/cancellations/nothing", { body: "{}", headers: TEXT }))).toEqual([415, "unsupported_media_type"]);
  });
});

describe("413 and 400 come before what depends on state", () => {
  it("413 before malformed JSON and before the path", async () => {
    expect(seen(await api.post("{".repeat(70_000)))).toEqual([413, "payload_too_large"]);
    expect(seen(await api.call("PATCH", "/cancellations/%00", { body: TOO_LARGE }))).toEqual([413, "payload_too_large"]);
  });

  it("400 before a replay", async () => {
    expect(seen(await api.post({ eventId: "stored", reasonKey: "other", extra: 1 }))).toEqual([400, "validation_failed"]);
    expect(seen(await api.post({ eventId: "stored", reasonKey: "other", occurredAt: "1999-01-01T00:00:00Z" }))).toEqual([400, "validation_failed"]);
  });

  it("400 before 404 and 409", async () => {
    expect(seen(await api.patch("nothing", { outcome: "abandoned" }))).toEqual([400, "validation_failed"]);
    expect(seen(await api.patch("in-sandbox", {}))).toEqual([400, "validation_failed"]);
  });
});

describe("a replay comes before", () => {
  it("the reason and the date", async () => {
    expect((await api.post({ eventId: "stored", reasonKey: "nope" })).status).toBe(200);
    expect((await api.post({ eventId: "stored", reasonKey: "other", occurredAt: FUTURE })).status).toBe(200);
    expect(seen(await api.post({ eventId: "new", reasonKey: "other", occurredAt: FUTURE }))).toEqual([400, "validation_failed"]);
  });

  it("402", async () => {
    const answer = await readOnly.post({ eventId: "stored", reasonKey: "other" });
    expect([answer.status, answer.body.replayed]).toEqual([200, true]);
    expect((await readOnly.post({ eventId: "stored", reasonKey: "not_using", occurredAt: FUTURE })).status).toBe(200);
    expect(seen(await readOnly.post({ eventId: "stored", reasonKey: "not_using" }, { prefer: "handling=strict" }))).toEqual([422, "event_id_reused"]);
  });
});

describe("402 comes last", () => {
  it.each([
    ["a malformed body", "{", "malformed_json"],
    ["a field's fault", { eventId: "new" }, "validation_failed"],
    ["an unknown reason", { eventId: "new", reasonKey: "nope" }, "validation_failed"],
    ["a disabled reason", { eventId: "new", reasonKey: "not_using" }, "validation_failed"],
    ["a date ahead", { eventId: "new", reasonKey: "other", occurredAt: FUTURE }, "validation_failed"],
  ])("after %s", async (_name, body, code) => expect(seen(await readOnly.post(body))).toEqual([400, code]));

  it("for new events alone: updates and reads pass", async () => {
    expect(seen(await readOnly.post({ eventId: "new", reasonKey: "other" }))).toEqual([402, "workspace_read_only"]);
    expect(seen(await readOnly.post({ eventId: "stored", environment: "sandbox", reasonKey: "other" }))).toEqual([402, "workspace_read_only"]);
    expect((await readOnly.patch("stored", { outcome: "churned" })).status).toBe(200);
    expect(seen(await readOnly.patch("new", { outcome: "churned" }))).toEqual([404, "not_found"]);
    expect((await readOnly.get("stored")).body.history).toHaveLength(1);
    expect((await readOnly.list()).body.data).toHaveLength(1);
    expect((await readOnly.call("GET", "/reasons")).status).toBe(200);
  });
});
