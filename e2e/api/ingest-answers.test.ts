import { beforeAll, describe, expect, it } from "vitest";
import { type AnswerBody, type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** What POST /cancellations answers: the object's exact shape, replays, and mismatches named field by field. */

let workspace: TestWorkspace;
let api: ApiClient;
let count = 0;

beforeAll(async () => {
  workspace = await makeWorkspace();
  api = apiClient(workspace.apiKey);
});

const eventId = () => `answers-${++count}`;

const objectKeys = [
  "id",
  "eventId",
  "environment",
  "source",
  "userId",
  "reasonKey",
  "reasonText",
  "outcome",
  "outcomeEffectiveAt",
  "offer",
  "context",
  "metadata",
  "occurredAt",
  "receivedAt",
  "updatedAt",
];

const sample = (id: string) => ({
  environment: "sandbox",
  eventId: id,
  userId: "user_456",
  reasonKey: "too_expensive",
  outcome: "churned",
  offer: { type: "discount", accepted: true, label: "20% off next month" },
  reasonText: "Needs lower monthly price",
  context: { plan: "pro", mrr: 129, tenureDays: 42 },
  occurredAt: "2026-11-01T10:00:00.000Z",
  metadata: { source: "billing_settings_page" },
});

function expectTimes(body: AnswerBody): void {
  for (const at of [body.occurredAt, body.receivedAt, body.updatedAt]) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
}

describe("a new event", () => {
  it("answers the guide's sample as a flat object with exactly these fields", async () => {
    const id = eventId();
    const { status, body } = await api.post(sample(id));
    expect(status).toBe(201);
    expect(Object.keys(body)).toEqual([...objectKeys, "replayed"]);
    expect(body).toMatchObject({ ...sample(id), source: "api", outcomeEffectiveAt: "2026-11-01T10:00:00.000Z", replayed: false });
    expect(body.id).toMatch(/^can_[1-9A-HJ-NP-Za-km-z]{24}$/);
    expect(body.updatedAt).toBe(body.receivedAt);
    expectTimes(body);
  });

  it("answers null for everything that was not said", async () => {
    const { status, body } = await api.post({ eventId: eventId(), reasonKey: "other" });
    expect(status).toBe(201);
    expect(Object.keys(body)).toEqual([...objectKeys, "replayed"]);
    expect(body).toMatchObject({
      environment: "prod",
      userId: null,
      reasonText: null,
      outcome: "pending",
      outcomeEffectiveAt: null,
      offer: { type: "none", accepted: false, label: null },
      context: { plan: null, mrr: null, tenureDays: null },
      metadata: null,
    });
    expectTimes(body);
  });

  it("carries no replay header and no validator of caches", async () => {
    const { headers } = await api.post({ eventId: eventId(), reasonKey: "other" });
    for (const name of ["idempotent-replayed", "idempotent-payload-mismatch", "etag", "last-modified", "retry-after"]) expect(headers.has(name)).toBe(false);
    expect(headers.get("cache-control")).toBe("no-store");
    expect(headers.get("content-type")).toBe("application/json; charset=utf-8");
  });

  it("is apart from the same eventId in the other environment", async () => {
    const id = eventId();
    const first = await api.post({ environment: "prod", eventId: id, reasonKey: "other" });
    const second = await api.post({ environment: "sandbox", eventId: id, reasonKey: "not_using" });
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(first.body.id).not.toBe(second.body.id);
  });

  it("compares eventIds byte by byte", async () => {
    const id = eventId();
    const spellings = [`${id}-é`, `${id}-e\u0301`, `${id}-É`, `${id}-e`, `${id}-e `];
    const answers = await Promise.all(spellings.map((spelling) => api.post({ eventId: spelling, reasonKey: "other" })));
    expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201]);
    expect(answers.map((answer) => answer.body.eventId)).toEqual(spellings);
  });
});

describe("a replay", () => {
  it("answers 200 with the stored object, its headers, and changes nothing", async () => {
    const id = eventId();
    const first = await api.post(sample(id));
    const again = await api.post(sample(id));
    expect(again.status).toBe(200);
    expect(Object.keys(again.body)).toEqual([...objectKeys, "replayed", "payloadMatch", "differingFields"]);
    expect(again.body).toEqual({ ...first.body, replayed: true, payloadMatch: true, differingFields: [] });
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(again.headers.has("idempotent-payload-mismatch")).toBe(false);
    expect((await api.get(id, "sandbox")).body.updatedAt).toBe(first.body.updatedAt);
  });

  it("matches although occurredAt differs, fields come in another order, and defaults are spelt out", async () => {
    const id = eventId();
    await api.post({ eventId: id, reasonKey: "other", metadata: { a: 1, b: 2 } });
    const again = await api.post({
      metadata: { b: 2, a: 1 },
      context: {},
      offer: { accepted: false, type: "none" },
      occurredAt: "2026-01-01T00:00:00Z",
      reasonKey: "other",
      eventId: id,
      environment: "prod",
    });
    expect(again.body).toMatchObject({ replayed: true, payloadMatch: true, differingFields: [] });
  });

  it("shows the event as it is now, after an update of its outcome", async () => {
    const id = eventId();
    await api.post(sample(id));
    await api.patch(id, { environment: "sandbox", outcome: "recovered" });
    const again = await api.post(sample(id));
    expect(again.body).toMatchObject({ outcome: "recovered", payloadMatch: true, differingFields: [] });
    expect(again.body.updatedAt >= again.body.receivedAt).toBe(true);
  });

  const differences: [field: string, change: object][] = [
    ["userId", { userId: "user_457" }],
    ["userId", { userId: undefined }],
    ["reasonKey", { reasonKey: "not_using" }],
    ["outcome", { outcome: "recovered" }],
    ["outcome", { outcome: undefined }],
    ["offer.type", { offer: { type: "pause", accepted: true, label: "20% off next month" } }],
    ["offer.accepted", { offer: { type: "discount", accepted: false, label: "20% off next month" } }],
    ["offer.label", { offer: { type: "discount", accepted: true } }],
    ["reasonText", { reasonText: "needs lower monthly price" }],
    ["context.plan", { context: { plan: "Pro", mrr: 129, tenureDays: 42 } }],
    ["context.mrr", { context: { plan: "pro", mrr: 129.00001, tenureDays: 42 } }],
    ["context.tenureDays", { context: { plan: "pro", mrr: 129, tenureDays: 43 } }],
    ["metadata", { metadata: { source: "elsewhere" } }],
    ["metadata", { metadata: { source: "billing_settings_page", more: null } }],
    ["metadata", { metadata: {} }],
    ["metadata", { metadata: undefined }],
  ];

  it.each(differences)("names %s where the body says something else: %o", async (field, change) => {
    const id = eventId();
    const first = await api.post(sample(id));
    const again = await api.post({ ...sample(id), ...change });
    expect(again.status).toBe(200);
    expect(again.body).toEqual({ ...first.body, replayed: true, payloadMatch: false, differingFields: [field] });
    expect(again.headers.get("idempotent-replayed")).toBe("true");
    expect(again.headers.get("idempotent-payload-mismatch")).toBe("true");
  });

  it("names every differing field at once", async () => {
    const id = eventId();
    await api.post(sample(id));
    const { body } = await api.post({ environment: "sandbox", eventId: id, reasonKey: "other" });
    expect(body.differingFields).toEqual([
      "userId",
      "reasonKey",
      "outcome",
      "offer.type",
      "offer.accepted",
      "offer.label",
      "reasonText",
      "context.plan",
      "context.mrr",
      "context.tenureDays",
      "metadata",
    ]);
  });

  it("passes although its reason was switched off, or its date would be refused today", async () => {
    const id = eventId();
    const own = await makeWorkspace();
    const client = apiClient(own.apiKey);
    await client.post({ eventId: id, reasonKey: "not_using" });
    await own.setReason("not_using", false);
    expect((await client.post({ eventId: id, reasonKey: "not_using" })).status).toBe(200);
    expect((await client.post({ eventId: id, reasonKey: "not_using", occurredAt: "2099-01-01T00:00:00Z" })).body).toMatchObject({
      replayed: true,
      payloadMatch: true,
    });
    expect((await client.post({ eventId: eventId(), reasonKey: "not_using" })).status).toBe(400);
    await own.setReason("not_using", true);
    expect((await client.post({ eventId: eventId(), reasonKey: "not_using" })).status).toBe(201);
  });
});

describe("Prefer: handling=strict", () => {
  it.each(["handling=strict", "respond-async, Handling=Strict", 'handling="strict"', "handling=strict; x=1"])(
    "refuses other content with 422: %s",
    async (prefer) => {
      const id = eventId();
      await api.post(sample(id));
      const answer = await api.post({ ...sample(id), userId: "x", metadata: {} }, { prefer });
      expect(answer.status).toBe(422);
      expect(answer.body.code).toBe("event_id_reused");
      expect(answer.body.errors.map((error) => [error.path, error.code])).toEqual([
        ["userId", "differs"],
        ["metadata", "differs"],
      ]);
      expect((await api.get(id, "sandbox")).body.userId).toBe("user_456");
    },
  );

  it("lets an honest retry and a new event pass", async () => {
    const id = eventId();
    expect((await api.post(sample(id), { prefer: "handling=strict" })).status).toBe(201);
    expect((await api.post(sample(id), { prefer: "handling=strict" })).status).toBe(200);
  });

  it.each(["handling=lenient", "xhandling=strict", "handling=stricter"])("is not meant by %s", async (prefer) => {
    const id = eventId();
    await api.post(sample(id));
    expect((await api.post({ ...sample(id), userId: "x" }, { prefer })).status).toBe(200);
  });
});
