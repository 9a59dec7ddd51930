import { beforeAll, describe, expect, it } from "vitest";
import { type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** Every row of the field table of POST /cancellations: bounds from inside and outside, default, null, absent. */

let api: ApiClient;
let count = 0;

beforeAll(async () => {
  const workspace = await makeWorkspace();
  await workspace.addReason("merged_away");
  await workspace.mergeReason("merged_away", "other");
  await workspace.setReason("technical_issues", false);
  api = apiClient(workspace.apiKey);
});

const base = () => ({ environment: "sandbox", eventId: `fields-${++count}`, reasonKey: "other" });
const hours = (from: number) => new Date(Date.now() + from * 3_600_000).toISOString();
const keys = (n: number, value: unknown = 1) => Object.fromEntries(Array.from({ length: n }, (_, i) => [`k${i}`, value]));
/** Metadata that is `bytes` long as JSON. */
const metadataOf = (bytes: number) => ({ a: "x".repeat(bytes - '{"a":""}'.length) });

const accepted: [name: string, fields: object, seen: object][] = [
  ["environment prod", { environment: "prod" }, { environment: "prod" }],
  ["environment absent", { environment: undefined }, { environment: "prod" }],
  ["eventId of 255 characters", { eventId: "e".repeat(255) }, { eventId: "e".repeat(255) }],
  ["eventId of 255 emoji", { eventId: "🦊".repeat(255) }, { eventId: "🦊".repeat(255) }],
  ["eventId of one space", { eventId: " " }, { eventId: " " }],
  ["eventId that looks like a path", { eventId: "../a/b?c#d%2F" }, { eventId: "../a/b?c#d%2F" }],
  ["eventId with quotes and backslashes", { eventId: '"{\\}",NULL\'' }, { eventId: '"{\\}",NULL\'' }],
  ["eventId like a hosted session's, but with a wrong checksum", { eventId: `cxs_${"1".repeat(24)}` }, { eventId: `cxs_${"1".repeat(24)}` }],
  ["userId of 255 characters", { userId: "u".repeat(255) }, { userId: "u".repeat(255) }],
  ["userId empty", { userId: "" }, { userId: "" }],
  ["userId absent", {}, { userId: null }],
  ["reasonKey merged into another", { reasonKey: "merged_away" }, { reasonKey: "merged_away" }],
  ["outcome churned", { outcome: "churned" }, { outcome: "churned" }],
  ["outcome recovered", { outcome: "recovered" }, { outcome: "recovered" }],
  ["outcome abandoned", { outcome: "abandoned" }, { outcome: "abandoned" }],
  ["outcome absent", {}, { outcome: "pending", outcomeEffectiveAt: null }],
  ["offer absent", {}, { offer: { type: "none", accepted: false, label: null } }],
  ["offer empty", { offer: {} }, { offer: { type: "none", accepted: false, label: null } }],
  ["offer discount", { offer: { type: "discount" } }, { offer: { type: "discount", accepted: false, label: null } }],
  ["offer pause accepted", { offer: { type: "pause", accepted: true } }, { offer: { type: "pause", accepted: true, label: null } }],
  [
    "offer accepted and churned",
    { outcome: "churned", offer: { type: "discount", accepted: true } },
    { outcome: "churned", offer: { type: "discount", accepted: true, label: null } },
  ],
  [
    "offer.label of 255 characters",
    { offer: { type: "pause", label: "l".repeat(255) } },
    { offer: { type: "pause", accepted: false, label: "l".repeat(255) } },
  ],
  ["reasonText of 5,000 characters", { reasonText: "t".repeat(5000) }, { reasonText: "t".repeat(5000) }],
  ["reasonText with line breaks and emoji", { reasonText: 'a\nb\t"c"\\ 👩‍👩‍👧 \u202e' }, { reasonText: 'a\nb\t"c"\\ 👩‍👩‍👧 \u202e' }],
  ["reasonText that says NULL", { reasonText: "NULL" }, { reasonText: "NULL" }],
  ["context empty", { context: {} }, { context: { plan: null, mrr: null, tenureDays: null } }],
  ["context.plan of 255 characters", { context: { plan: "p".repeat(255) } }, { context: { plan: "p".repeat(255), mrr: null, tenureDays: null } }],
  ["context.mrr 0", { context: { mrr: 0 } }, { context: { plan: null, mrr: 0, tenureDays: null } }],
  ["context.mrr 1e9", { context: { mrr: 1e9 } }, { context: { plan: null, mrr: 1e9, tenureDays: null } }],
  ["context.mrr unrounded", { context: { mrr: 0.1 + 0.2 } }, { context: { plan: null, mrr: 0.1 + 0.2, tenureDays: null } }],
  ["context.mrr tiny", { context: { mrr: 1.5e-300 } }, { context: { plan: null, mrr: 1.5e-300, tenureDays: null } }],
  ["context.tenureDays 0", { context: { tenureDays: 0 } }, { context: { plan: null, mrr: null, tenureDays: 0 } }],
  ["context.tenureDays 36,500", { context: { tenureDays: 36_500 } }, { context: { plan: null, mrr: null, tenureDays: 36_500 } }],
  ["context.tenureDays written as 42.0", { context: { tenureDays: 42.0 } }, { context: { plan: null, mrr: null, tenureDays: 42 } }],
  ["occurredAt of 2000-01-01", { occurredAt: "2000-01-01T00:00:00Z" }, { occurredAt: "2000-01-01T00:00:00.000Z" }],
  ["occurredAt with an offset", { occurredAt: "2026-03-01T01:30:00.5+05:30" }, { occurredAt: "2026-02-28T20:00:00.500Z" }],
  ["occurredAt finer than a millisecond", { occurredAt: "2026-03-01T01:30:00.123999Z" }, { occurredAt: "2026-03-01T01:30:00.123Z" }],
  ["occurredAt on a leap day", { occurredAt: "2024-02-29T12:00:00-11:00" }, { occurredAt: "2024-02-29T23:00:00.000Z" }],
  ["outcome takes effect at occurredAt", { outcome: "churned", occurredAt: "2026-03-01T00:00:00Z" }, { outcomeEffectiveAt: "2026-03-01T00:00:00.000Z" }],
  ["metadata absent", {}, { metadata: null }],
  ["metadata empty", { metadata: {} }, { metadata: {} }],
  [
    "metadata of every type",
    { metadata: { s: "x", n: -1.5, b: false, z: null, "": "", "a.b": 1 } },
    { metadata: { s: "x", n: -1.5, b: false, z: null, "": "", "a.b": 1 } },
  ],
  ["metadata with 50 keys", { metadata: keys(50) }, { metadata: keys(50) }],
  ["metadata of 8 KiB", { metadata: metadataOf(8192) }, { metadata: metadataOf(8192) }],
  [
    "metadata named like methods",
    { metadata: { constructor: "a", toString: "b", hasOwnProperty: "c" } },
    { metadata: { constructor: "a", toString: "b", hasOwnProperty: "c" } },
  ],
];

const refused: [name: string, fields: object, path: string, code: string][] = [
  ["environment of another name", { environment: "production" }, "environment", "not_allowed"],
  ["environment null", { environment: null }, "environment", "not_allowed"],
  ["environment in capitals", { environment: "PROD" }, "environment", "not_allowed"],
  ["eventId absent", { eventId: undefined }, "eventId", "required"],
  ["eventId null", { eventId: null }, "eventId", "wrong_type"],
  ["eventId a number", { eventId: 7 }, "eventId", "wrong_type"],
  ["eventId empty", { eventId: "" }, "eventId", "too_short"],
  ["eventId of 256 characters", { eventId: "e".repeat(256) }, "eventId", "too_long"],
  ["eventId of 256 emoji", { eventId: "🦊".repeat(256) }, "eventId", "too_long"],
  ["eventId with a line break", { eventId: "a\nb" }, "eventId", "control_character"],
  ["eventId with DEL", { eventId: "a\u007f" }, "eventId", "control_character"],
  ["eventId with a C1 control", { eventId: "a\u0085" }, "eventId", "control_character"],
  ["eventId with NUL", { eventId: "a\0" }, "eventId", "null_character"],
  ["eventId with half a surrogate pair", { eventId: "a\ud800" }, "eventId", "lone_surrogate"],
  ["eventId a dot", { eventId: "." }, "eventId", "not_allowed"],
  ["eventId two dots", { eventId: ".." }, "eventId", "not_allowed"],
  ["userId of 256 characters", { userId: "u".repeat(256) }, "userId", "too_long"],
  ["userId null", { userId: null }, "userId", "wrong_type"],
  ["userId a number", { userId: 456 }, "userId", "wrong_type"],
  ["userId with NUL", { userId: "\0" }, "userId", "null_character"],
  ["reasonKey absent", { reasonKey: undefined }, "reasonKey", "required"],
  ["reasonKey null", { reasonKey: null }, "reasonKey", "wrong_type"],
  ["reasonKey unknown", { reasonKey: "no_such_reason" }, "reasonKey", "reason_not_enabled"],
  ["reasonKey empty", { reasonKey: "" }, "reasonKey", "reason_not_enabled"],
  ["reasonKey of another case", { reasonKey: "Other" }, "reasonKey", "reason_not_enabled"],
  ["reasonKey disabled", { reasonKey: "technical_issues" }, "reasonKey", "reason_not_enabled"],
  ["reasonKey of SQL", { reasonKey: "other' or 1=1 --" }, "reasonKey", "reason_not_enabled"],
  ["outcome pending", { outcome: "pending" }, "outcome", "not_allowed"],
  ["outcome null", { outcome: null }, "outcome", "not_allowed"],
  ["outcome a list", { outcome: ["churned"] }, "outcome", "not_allowed"],
  ["offer null", { offer: null }, "offer", "wrong_type"],
  ["offer a list", { offer: [] }, "offer", "wrong_type"],
  ["offer.type unknown", { offer: { type: "gift" } }, "offer.type", "not_allowed"],
  ["offer.type null", { offer: { type: null } }, "offer.type", "not_allowed"],
  ["offer.accepted a string", { offer: { type: "pause", accepted: "true" } }, "offer.accepted", "wrong_type"],
  ["offer.accepted without an offer", { offer: { accepted: true } }, "offer.accepted", "no_offer"],
  ["offer.accepted with type none", { offer: { type: "none", accepted: true } }, "offer.accepted", "no_offer"],
  ["offer.label of 256 characters", { offer: { label: "l".repeat(256) } }, "offer.label", "too_long"],
  ["offer.label null", { offer: { label: null } }, "offer.label", "wrong_type"],
  ["offer with an unknown field", { offer: { percent: 20 } }, "offer.percent", "unknown_field"],
  ["reasonText of 5,001 characters", { reasonText: "t".repeat(5001) }, "reasonText", "too_long"],
  ["reasonText null", { reasonText: null }, "reasonText", "wrong_type"],
  ["reasonText with half a surrogate pair", { reasonText: "\udc00" }, "reasonText", "lone_surrogate"],
  ["context null", { context: null }, "context", "wrong_type"],
  ["context a string", { context: "pro" }, "context", "wrong_type"],
  ["context with an unknown field", { context: { country: "DE" } }, "context.country", "unknown_field"],
  ["context.plan of 256 characters", { context: { plan: "p".repeat(256) } }, "context.plan", "too_long"],
  ["context.mrr negative", { context: { mrr: -0.01 } }, "context.mrr", "out_of_range"],
  ["context.mrr above 1e9", { context: { mrr: 1_000_000_000.1 } }, "context.mrr", "out_of_range"],
  ["context.mrr a string", { context: { mrr: "129" } }, "context.mrr", "wrong_type"],
  ["context.mrr null", { context: { mrr: null } }, "context.mrr", "wrong_type"],
  ["context.tenureDays negative", { context: { tenureDays: -1 } }, "context.tenureDays", "out_of_range"],
  ["context.tenureDays 36,501", { context: { tenureDays: 36_501 } }, "context.tenureDays", "out_of_range"],
  ["context.tenureDays with a fraction", { context: { tenureDays: 1.5 } }, "context.tenureDays", "wrong_type"],
  ["occurredAt before 2000", { occurredAt: "1999-12-31T23:59:59.999Z" }, "occurredAt", "too_early"],
  ["occurredAt without an offset", { occurredAt: "2026-03-01T00:00:00" }, "occurredAt", "format"],
  ["occurredAt a date alone", { occurredAt: "2026-03-01" }, "occurredAt", "format"],
  ["occurredAt on no day", { occurredAt: "2026-02-30T00:00:00Z" }, "occurredAt", "format"],
  ["occurredAt in no leap year", { occurredAt: "2026-02-29T00:00:00Z" }, "occurredAt", "format"],
  ["occurredAt at hour 24", { occurredAt: "2026-02-01T24:00:00Z" }, "occurredAt", "format"],
  ["occurredAt in year 10000", { occurredAt: "+010000-01-01T00:00:00Z" }, "occurredAt", "format"],
  ["occurredAt in year 10000 by its offset", { occurredAt: "9999-12-31T23:59:59-12:00" }, "occurredAt", "too_late"],
  ["occurredAt as seconds since 1970", { occurredAt: 1_700_000_000 }, "occurredAt", "wrong_type"],
  ["occurredAt null", { occurredAt: null }, "occurredAt", "wrong_type"],
  ["occurredAt empty", { occurredAt: "" }, "occurredAt", "format"],
  ["metadata null", { metadata: null }, "metadata", "wrong_type"],
  ["metadata a list", { metadata: [] }, "metadata", "wrong_type"],
  ["metadata a string", { metadata: "a" }, "metadata", "wrong_type"],
  ["metadata nested", { metadata: { a: { b: 1 } } }, "metadata.a", "wrong_type"],
  ["metadata with a list", { metadata: { a: [1] } }, "metadata.a", "wrong_type"],
  ["metadata with 51 keys", { metadata: keys(51) }, "metadata", "too_many_keys"],
  ["metadata over 8 KiB", { metadata: metadataOf(8193) }, "metadata", "too_long"],
  ["metadata over 8 KiB in bytes, not in characters", { metadata: { a: "ä".repeat(5000) } }, "metadata", "too_long"],
  ["metadata with NUL", { metadata: { a: "\0" } }, "metadata.a", "null_character"],
  ["metadata with half a surrogate pair", { metadata: { a: "\ud800x" } }, "metadata.a", "lone_surrogate"],
  ["an unknown field", { cancelledBy: "me" }, "cancelledBy", "unknown_field"],
  ["a field in another spelling", { event_id: "x" }, "event_id", "unknown_field"],
];

describe("POST /cancellations accepts", () => {
  it.each(accepted)("%s", async (_name, fields, seen) => {
    const body = { ...base(), ...fields };
    const answer = await api.post(body);
    expect(answer.body).toMatchObject(seen);
    expect(answer.status).toBe(201);
    const stored = await api.get(answer.body.eventId, answer.body.environment);
    expect(stored.body).toMatchObject(seen);
    const replay = await api.post(body);
    expect({ status: replay.status, match: replay.body.payloadMatch }).toEqual({ status: 200, match: true });
  });

  it("occurredAt 23 hours ahead, and now by default", async () => {
    const ahead = hours(23);
    expect((await api.post({ ...base(), occurredAt: ahead })).body.occurredAt).toBe(ahead);
    const before = Date.now();
    const { body } = await api.post(base());
    expect(Date.parse(body.occurredAt)).toBeGreaterThanOrEqual(before - 1000);
    expect(body.occurredAt).toBe(body.receivedAt);
  });
});

describe("POST /cancellations refuses, naming the field,", () => {
  it.each(refused)("%s", async (_name, fields, path, code) => {
    const answer = await api.post({ ...base(), ...fields });
    expect({ status: answer.status, code: answer.body.code, errors: answer.body.errors?.map((error) => [error.path, error.code]) }).toEqual({
      status: 400,
      code: "validation_failed",
      errors: [[path, code]],
    });
    expect(answer.body.detail).toContain(path);
    expect(answer.body.errors[0]?.message).not.toBe("");
  });

  it("occurredAt 25 hours ahead", async () => {
    const answer = await api.post({ ...base(), occurredAt: hours(25) });
    expect(answer.status).toBe(400);
    expect(answer.body.errors).toMatchObject([{ path: "occurredAt", code: "in_future" }]);
  });

  it("a reason that is not enabled, listing those that are", async () => {
    const { body } = await api.post({ ...base(), reasonKey: "nope" });
    for (const key of ["too_expensive", "missing_features", "not_using", "switched_competitor", "other"]) expect(body.errors[0]?.message).toContain(key);
    for (const key of ["technical_issues", "merged_away"]) expect(body.errors[0]?.message).not.toContain(key);
  });

  it("several fields at once, each by its name", async () => {
    const { body } = await api.post({ environment: "x", eventId: "", offer: { accepted: 1, extra: 1 }, context: { mrr: -1 }, more: 1, reasonText: "a\0" });
    expect(body.errors.map((error) => error.path).sort()).toEqual(
      ["context.mrr", "environment", "eventId", "more", "offer.accepted", "offer.extra", "reasonKey", "reasonText"].sort(),
    );
  });
});
