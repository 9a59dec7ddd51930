import { beforeAll, describe, expect, it } from "vitest";
import { type AnswerBody, type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** GET /cancellations, GET /cancellations/{eventId}, GET /reasons. */

let api: ApiClient;
let empty: ApiClient;

/** 40 events, one a day from 2026-01-01; five of them share their very time. */
const days = Array.from({ length: 40 }, (_, i) => ({
  eventId: `day-${String(i).padStart(2, "0")}`,
  reasonKey: ["other", "not_using", "too_expensive", "merged_away"][i % 4],
  outcome: ["churned", "recovered", undefined, "abandoned"][i % 4],
  context: { plan: i % 2 === 0 ? "pro" : "basic" },
  occurredAt: new Date(Date.UTC(2026, 0, i < 5 ? 5 : i + 1)).toISOString(),
}));

beforeAll(async () => {
  const workspace = await makeWorkspace();
  await workspace.addReason("merged_away");
  await workspace.mergeReason("merged_away", "other");
  api = apiClient(workspace.apiKey);
  empty = apiClient((await makeWorkspace()).apiKey);
  for (const day of days) expect((await api.post(day)).status).toBe(201);
  expect((await api.post({ ...days[0], environment: "sandbox" })).status).toBe(201);
});

const idsOf = (body: AnswerBody) => body.data.map((item) => item.eventId);
const expected = (fits: (day: (typeof days)[number]) => boolean) =>
  days
    .filter(fits)
    .map((day) => day.eventId)
    .sort();

/** Every page until nextCursor is null. */
async function all(query: Record<string, string>, onPage: () => Promise<void> = async () => {}): Promise<AnswerBody[]> {
  const items: AnswerBody[] = [];
  for (let cursor: string | null = ""; cursor !== null; ) {
    const { status, body } = await api.list(cursor === "" ? query : { ...query, cursor });
    expect(status).toBe(200);
    items.push(...body.data);
    cursor = body.nextCursor;
    await onPage();
  }
  return items;
}

describe("GET /cancellations", () => {
  it("answers { data, nextCursor }, the latest occurrence first, in the object's one shape", async () => {
    const { body } = await api.list();
    expect(Object.keys(body)).toEqual(["data", "nextCursor"]);
    expect(body.data).toHaveLength(40);
    expect(body.nextCursor).toBeNull();
    expect(body.data.map((item) => item.occurredAt)).toEqual([...body.data.map((item) => item.occurredAt)].sort().reverse());
    const { history, ...one } = (await api.get("day-39")).body;
    expect(history).toHaveLength(1);
    expect(body.data[0]).toEqual(one);
  });

  it("is empty for a workspace without events, and apart by environment", async () => {
    expect((await empty.list()).body).toEqual({ data: [], nextCursor: null });
    expect(idsOf((await api.list({ environment: "sandbox" })).body)).toEqual(["day-00"]);
  });

  it.each(
    Object.entries({
      "outcome churned": [{ outcome: "churned" }, (day: (typeof days)[number]) => day.outcome === "churned"],
      "outcome pending": [{ outcome: "pending" }, (day: (typeof days)[number]) => day.outcome === undefined],
      reasonKey: [{ reasonKey: "not_using" }, (day: (typeof days)[number]) => day.reasonKey === "not_using"],
      "reasonKey with what was merged into it": [
        { reasonKey: "other" },
        (day: (typeof days)[number]) => day.reasonKey === "other" || day.reasonKey === "merged_away",
      ],
      "an unknown reasonKey": [{ reasonKey: "nope' or 1=1" }, () => false],
      plan: [{ plan: "pro" }, (day: (typeof days)[number]) => day.context.plan === "pro"],
      source: [{ source: "api" }, () => true],
      "another source": [{ source: "import" }, () => false],
      "from, inclusive": [{ from: "2026-02-01T00:00:00Z" }, (day: (typeof days)[number]) => day.occurredAt >= "2026-02-01"],
      "to, exclusive": [{ to: "2026-02-01T00:00:00+00:00" }, (day: (typeof days)[number]) => day.occurredAt < "2026-02-01"],
      "all at once": [
        { from: "2026-01-10T00:00:00Z", to: "2026-02-01T00:00:00Z", plan: "pro", outcome: "churned", reasonKey: "other", source: "api" },
        (day: (typeof days)[number]) => day.occurredAt >= "2026-01-10" && day.occurredAt < "2026-02-01" && day.outcome === "churned",
      ],
      "a span that is empty": [{ from: "2026-02-01T00:00:00Z", to: "2026-01-01T00:00:00Z" }, () => false],
    } as Record<string, [Record<string, string>, (day: (typeof days)[number]) => boolean]>),
  )("filters by %s", async (_name, [query, fits]) => {
    expect(idsOf((await api.list(query)).body).sort()).toEqual(expected(fits));
    expect((await all({ ...query, limit: "3" })).map((item) => item.eventId).sort()).toEqual(expected(fits));
  });

  it("gives every event once over pages, also those of one time, while new ones arrive", async () => {
    let arrived = 0;
    const items = await all({ limit: "7", to: "2026-06-01T00:00:00Z" }, async () => {
      await api.post({ eventId: `arrived-${++arrived}`, reasonKey: "other" });
    });
    expect(items.map((item) => item.eventId).sort()).toEqual(expected(() => true));
    expect(arrived).toBe(6);
  });

  it("goes on where it was after an event in the list changed its outcome", async () => {
    const first = await api.list({ limit: "5", to: "2026-06-01T00:00:00Z" });
    for (const item of first.body.data) await api.patch(item.eventId, { outcome: "recovered" });
    const second = await api.list({ limit: "5", to: "2026-06-01T00:00:00Z", cursor: first.body.nextCursor ?? "" });
    expect(idsOf(second.body)).toEqual(["day-34", "day-33", "day-32", "day-31", "day-30"]);
  });

  const cursorOf = (...parts: unknown[]) => Buffer.from(JSON.stringify(parts)).toString("base64url");
  const UUID = "019aafd0-0000-7000-8000-000000000000";

  it.each(
    Object.entries({
      "environment unknown": [{ environment: "all" }, "environment"],
      "outcome unknown": [{ outcome: "saved" }, "outcome"],
      "source unknown": [{ source: "csv" }, "source"],
      "from without an offset": [{ from: "2026-01-01" }, "from"],
      "to in year 10000 by its offset": [{ to: "9999-12-31T23:59:59-12:00" }, "to"],
      "limit 0": [{ limit: "0" }, "limit"],
      "limit 201": [{ limit: "201" }, "limit"],
      "limit of words": [{ limit: "ten" }, "limit"],
      "limit with a fraction": [{ limit: "1.5" }, "limit"],
      "limit empty": [{ limit: "" }, "limit"],
      "an unknown parameter": [{ page: "2" }, "page"],
      NUL: [{ plan: "\0" }, "plan"],
      "cursor empty": [{ cursor: "" }, "cursor"],
      "cursor of nonsense": [{ cursor: "abc" }, "cursor"],
      "cursor of another shape": [{ cursor: cursorOf("2026-01-01 00:00:00+00") }, "cursor"],
      "cursor with SQL": [{ cursor: cursorOf("2026-01-01 00:00:00+00", "' or 1=1") }, "cursor"],
      "cursor on no day": [{ cursor: cursorOf("2026-02-31 00:00:00+00", UUID) }, "cursor"],
      "cursor in month 13": [{ cursor: cursorOf("2026-13-01 00:00:00+00", UUID) }, "cursor"],
      "cursor in year 0": [{ cursor: cursorOf("0000-01-01 00:00:00+00", UUID) }, "cursor"],
      "cursor at hour 24": [{ cursor: cursorOf("2026-01-01 24:00:01+00", UUID) }, "cursor"],
    } as Record<string, [Record<string, string>, string]>),
  )("refuses %s, naming it", async (_name, [query, path]) => {
    const { status, body } = await api.list(query);
    expect({ status, paths: body.errors?.map((error) => error.path) }).toEqual({ status: 400, paths: [path] });
  });

  it("refuses a parameter given twice", async () => {
    const { status, body } = await api.call("GET", "/cancellations?plan=a&plan=b");
    expect({ status, errors: body.errors }).toEqual({ status: 400, errors: [{ path: "plan", code: "duplicate", message: expect.any(String) }] });
  });
});

describe("GET /cancellations/{eventId}", () => {
  it("finds any id that POST takes", async () => {
    for (const eventId of ["a/b", "a b", "ü🦊", "100%", "a?b#c", "%2F", "a+b", "..a", "é", "~!$&'()*,;=:@"]) {
      await api.post({ environment: "sandbox", eventId, reasonKey: "other" });
      const { status, body } = await api.get(eventId, "sandbox");
      expect([status, body.eventId]).toEqual([200, eventId]);
    }
  });

  it("looks in one environment, prod by default", async () => {
    expect((await api.get("day-00", "sandbox")).status).toBe(200);
    await api.post({ environment: "sandbox", eventId: "sandbox-only", reasonKey: "other" });
    const answer = await api.get("sandbox-only");
    expect([answer.status, answer.body.code]).toEqual([404, "not_found"]);
  });

  it("refuses unknown parameters", async () => {
    const answer = await api.call("GET", "/cancellations/day-00?env=sandbox");
    expect([answer.status, answer.body.errors[0]?.path]).toEqual([400, "env"]);
  });
});

describe("GET /reasons", () => {
  it("lists the six usual reasons in their order, then one's own", async () => {
    const { status, body } = await empty.call("GET", "/reasons");
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(["data"]);
    const reasons = body.data as unknown as Record<string, unknown>[];
    expect(reasons.map((reason) => reason.key)).toEqual(["too_expensive", "missing_features", "not_using", "switched_competitor", "technical_issues", "other"]);
    expect(reasons[0]).toEqual({
      key: "too_expensive",
      label: "Too expensive",
      labels: {},
      followUpQuestion: null,
      position: 0,
      enabled: true,
      mergedInto: null,
    });
    const own = (await api.call("GET", "/reasons")).body.data as unknown as Record<string, unknown>[];
    expect(own.at(-1)).toMatchObject({ key: "merged_away", position: 6, mergedInto: "other" });
  });

  it("takes no parameters", async () => {
    const answer = await api.call("GET", "/reasons?environment=prod");
    expect([answer.status, answer.body.errors[0]?.path]).toEqual([400, "environment"]);
  });
});
