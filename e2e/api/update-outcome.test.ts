import { beforeAll, describe, expect, it } from "vitest";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** PATCH /cancellations/{eventId}: fields, answers, history, and which update is current. */

let workspace: TestWorkspace;
let api: ApiClient;
let count = 0;

beforeAll(async () => {
  workspace = await makeWorkspace();
  api = apiClient(workspace.apiKey);
});

/** A stored event's id; `outcome` is what its POST said. */
async function event(fields: object = {}): Promise<string> {
  const eventId = `update-${++count}`;
  const answer = await api.post({ eventId, reasonKey: "other", ...fields });
  expect(answer.status).toBe(201);
  return eventId;
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

describe("its fields", () => {
  const accepted: [name: string, fields: object, entry: object][] = [
    ["outcome churned", { outcome: "churned" }, { outcome: "churned", metadata: null }],
    ["outcome recovered", { outcome: "recovered" }, { outcome: "recovered" }],
    ["environment prod", { environment: "prod", outcome: "churned" }, { outcome: "churned" }],
    ["effectiveAt with an offset", { outcome: "churned", effectiveAt: "2026-03-01T00:00:00+02:00" }, { effectiveAt: "2026-02-28T22:00:00.000Z" }],
    ["effectiveAt of 2000", { outcome: "churned", effectiveAt: "2000-01-01T00:00:00Z" }, { effectiveAt: "2000-01-01T00:00:00.000Z" }],
    ["effectiveAt far ahead", { outcome: "churned", effectiveAt: "9999-12-31T23:59:59.999Z" }, { effectiveAt: "9999-12-31T23:59:59.999Z" }],
    [
      "metadata",
      { outcome: "churned", metadata: { actor: "success_playbook", n: 1, b: true, z: null } },
      { metadata: { actor: "success_playbook", n: 1, b: true, z: null } },
    ],
  ];

  it.each(accepted)("accepted: %s", async (_name, fields, entry) => {
    const id = await event();
    const answer = await api.patch(id, fields);
    expect(answer.status).toBe(200);
    expect((await api.get(id)).body.history).toEqual([expect.objectContaining({ ...entry, current: true })]);
  });

  const refused: [name: string, fields: unknown, path: string, code: string][] = [
    ["outcome absent", {}, "outcome", "required"],
    ["outcome null", { outcome: null }, "outcome", "not_allowed"],
    ["outcome abandoned", { outcome: "abandoned" }, "outcome", "not_allowed"],
    ["outcome pending", { outcome: "pending" }, "outcome", "not_allowed"],
    ["environment unknown", { outcome: "churned", environment: "live" }, "environment", "not_allowed"],
    ["effectiveAt without an offset", { outcome: "churned", effectiveAt: "2026-03-01T00:00:00" }, "effectiveAt", "format"],
    ["effectiveAt null", { outcome: "churned", effectiveAt: null }, "effectiveAt", "wrong_type"],
    ["effectiveAt before 2000", { outcome: "churned", effectiveAt: "1999-12-31T23:59:59Z" }, "effectiveAt", "too_early"],
    ["effectiveAt in year 10000 by its offset", { outcome: "churned", effectiveAt: "9999-12-31T23:59:59-12:00" }, "effectiveAt", "too_late"],
    ["metadata nested", { outcome: "churned", metadata: { a: {} } }, "metadata.a", "wrong_type"],
    ["metadata with 51 keys", { outcome: "churned", metadata: Object.fromEntries(Array.from({ length: 51 }, (_, i) => [i, 1])) }, "metadata", "too_many_keys"],
    ["eventId in the body", { outcome: "churned", eventId: "x" }, "eventId", "unknown_field"],
    ["reasonKey", { outcome: "churned", reasonKey: "other" }, "reasonKey", "unknown_field"],
    ["offer", { outcome: "churned", offer: {} }, "offer", "unknown_field"],
    ["a list", [], "", "wrong_type"],
  ];

  it.each(refused)("refused: %s", async (_name, fields, path, code) => {
    const id = await event();
    const answer = await api.patch(id, fields);
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((error) => [error.path, error.code])).toEqual([[path, code]]);
    expect((await api.get(id)).body.history).toEqual([]);
  });
});

describe("its answer", () => {
  it("is the event as it is then, in exactly the shape of the other calls", async () => {
    const id = await event({ outcome: "churned", occurredAt: hoursAgo(5), userId: "u" });
    const before = (await api.get(id)).body;
    const { status, body } = await api.patch(id, { outcome: "recovered", effectiveAt: hoursAgo(1) });
    expect(status).toBe(200);
    const { history, ...object } = before;
    expect(history).toHaveLength(1);
    expect(Object.keys(body)).toEqual(Object.keys(object));
    expect(body).toEqual({ ...object, outcome: "recovered", outcomeEffectiveAt: body.outcomeEffectiveAt, updatedAt: body.updatedAt });
    expect(body.updatedAt > object.updatedAt).toBe(true);
  });

  it("404 for an unknown event, 409 for one of the other environment", async () => {
    const id = await event({ environment: "sandbox" });
    const missing = await api.patch("no-such-event", { outcome: "churned" });
    expect([missing.status, missing.body.code]).toEqual([404, "not_found"]);
    const other = await api.patch(id, { outcome: "churned" });
    expect([other.status, other.body.code]).toEqual([409, "wrong_environment"]);
    expect(other.body.detail).toContain("sandbox");
    expect((await api.patch(id, { outcome: "churned", environment: "sandbox" })).status).toBe(200);
    const inProd = await event();
    expect((await api.patch(inProd, { outcome: "churned", environment: "sandbox" })).status).toBe(409);
  });

  it("400 for the id of a hosted session, on POST too", async () => {
    const hosted = formatId("cxs", uuidv7());
    for (const answer of [await api.patch(hosted, { outcome: "churned" }), await api.post({ eventId: hosted, reasonKey: "other" })]) {
      expect([answer.status, answer.body.code]).toEqual([400, "hosted_session_id"]);
      expect(answer.body.errors).toMatchObject([{ path: "eventId", code: "hosted_session_id" }]);
    }
  });
});

describe("which update is current", () => {
  const history = async (id: string) => (await api.get(id)).body.history.map((entry) => [entry.outcome, entry.current]);

  it("a later one, when it takes effect later", async () => {
    const id = await event({ outcome: "churned", occurredAt: hoursAgo(10) });
    const { body } = await api.patch(id, { outcome: "recovered", effectiveAt: hoursAgo(2) });
    expect(body.outcome).toBe("recovered");
    expect(await history(id)).toEqual([
      ["churned", false],
      ["recovered", true],
    ]);
  });

  it("not a late one that takes effect earlier; both are kept", async () => {
    const id = await event({ outcome: "recovered", occurredAt: hoursAgo(2) });
    const { body } = await api.patch(id, { outcome: "churned", effectiveAt: hoursAgo(10) });
    expect([body.outcome, body.outcomeEffectiveAt]).toEqual(["recovered", (await api.get(id)).body.occurredAt]);
    expect(await history(id)).toEqual([
      ["recovered", true],
      ["churned", false],
    ]);
  });

  it("a date ahead counts as received now, so it does not block what comes after", async () => {
    const id = await event();
    await api.patch(id, { outcome: "churned", effectiveAt: "2090-01-01T00:00:00Z" });
    const { body } = await api.patch(id, { outcome: "recovered" });
    expect(body.outcome).toBe("recovered");
    expect(await history(id)).toEqual([
      ["churned", false],
      ["recovered", true],
    ]);
  });

  it("the later received, when both take effect at the same time", async () => {
    const id = await event();
    const effectiveAt = hoursAgo(3);
    await api.patch(id, { outcome: "churned", effectiveAt });
    expect((await api.patch(id, { outcome: "recovered", effectiveAt })).body.outcome).toBe("recovered");
  });

  it("the repeat of the latest received update changes nothing, not even updatedAt", async () => {
    const id = await event();
    const update = { outcome: "churned", effectiveAt: hoursAgo(3), metadata: { a: 1, b: 2 } };
    const first = await api.patch(id, update);
    const again = await api.patch(id, { metadata: { b: 2, a: 1 }, effectiveAt: update.effectiveAt, outcome: "churned", environment: "prod" });
    expect(again.status).toBe(200);
    expect(again.body).toEqual(first.body);
    expect(await history(id)).toHaveLength(1);
    await api.patch(id, { ...update, metadata: { a: 2 } });
    await api.patch(id, update);
    expect(await history(id)).toHaveLength(3);
  });

  it("names who said it: the key, by id and name, never its secret", async () => {
    const id = await event({ outcome: "churned" });
    const second = await workspace.makeKey();
    await apiClient(second.apiKey).patch(id, { outcome: "recovered" });
    const { body, text } = await api.get(id);
    expect(body.history.map((entry) => entry.actor)).toEqual([
      { type: "api_key", id: expect.stringMatching(/^key_/), name: "first key" },
      { type: "api_key", id: second.id, name: "test key" },
    ]);
    expect(Object.keys(body.history[0] ?? {})).toEqual(["outcome", "effectiveAt", "receivedAt", "actor", "metadata", "current"]);
    expect(text).not.toContain("rbk_");
  });
});
