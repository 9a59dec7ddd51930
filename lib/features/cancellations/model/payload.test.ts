import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type IngestInput, ingestBody, type UpdateOutcomeInput } from "#lib/features/cancellations/model/cancellation.ts";
import { canonicalPayload, canonicalUpdate, differingFields, payloadOf } from "#lib/features/cancellations/model/payload.ts";

const sample = {
  eventId: "e",
  userId: "u",
  reasonKey: "other",
  outcome: "churned",
  offer: { type: "discount", accepted: true, label: "20%" },
  reasonText: "t",
  context: { plan: "pro", mrr: 129.5, tenureDays: 42 },
  metadata: { a: 1, b: "x", c: null },
} as const;

const payload = (fields: object = {}) => payloadOf(ingestBody.parse({ ...sample, ...fields }) as IngestInput);

/** One change a field, by the name that the API gives it. */
const changes: [field: string, fields: object][] = [
  ["userId", { userId: "v" }],
  ["userId", { userId: undefined }],
  ["userId", { userId: "" }],
  ["reasonKey", { reasonKey: "not_using" }],
  ["outcome", { outcome: undefined }],
  ["offer.type", { offer: { ...sample.offer, type: "pause" } }],
  ["offer.accepted", { offer: { ...sample.offer, accepted: false } }],
  ["offer.label", { offer: { ...sample.offer, label: "21%" } }],
  ["reasonText", { reasonText: "" }],
  ["context.plan", { context: { ...sample.context, plan: undefined } }],
  ["context.mrr", { context: { ...sample.context, mrr: 129.50001 } }],
  ["context.tenureDays", { context: { ...sample.context, tenureDays: 0 } }],
  ["metadata", { metadata: { a: 1, b: "x" } }],
  ["metadata", { metadata: { a: "1", b: "x", c: null } }],
  ["metadata", { metadata: undefined }],
];

describe("the fingerprint's text", () => {
  it("is one for bodies that say the same", () => {
    const same = [
      {},
      { occurredAt: "2026-01-01T00:00:00Z" },
      { environment: "sandbox" },
      { eventId: "other" },
      { metadata: { c: null, b: "x", a: 1.0 } },
      { context: { tenureDays: 42, mrr: 129.5, plan: "pro" } },
    ].map((fields) => canonicalPayload(payload(fields)));
    expect(new Set(same).size).toBe(1);
    expect(canonicalPayload(payload({ offer: undefined }))).toBe(canonicalPayload(payload({ offer: { type: "none", accepted: false } })));
    expect(canonicalPayload(payload({ context: undefined }))).toBe(canonicalPayload(payload({ context: {} })));
  });

  it("is another for each change, and all changes differ from each other", () => {
    const texts = [payload(), ...changes.map(([, fields]) => payload(fields))].map(canonicalPayload);
    expect(new Set(texts).size).toBe(texts.length);
  });

  it("does not confuse neighbouring fields or look-alike metadata", () => {
    expect(canonicalPayload(payload({ userId: "a", reasonText: "b" }))).not.toBe(canonicalPayload(payload({ userId: "b", reasonText: "a" })));
    expect(canonicalPayload(payload({ metadata: { 'a","b': 1 } }))).not.toBe(canonicalPayload(payload({ metadata: { a: 1, b: 1 } })));
    expect(canonicalPayload(payload({ metadata: {} }))).not.toBe(canonicalPayload(payload({ metadata: undefined })));
  });

  it("does not depend on the order of metadata's names", () => {
    const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string().filter((name) => name !== "__proto__"),
          scalar,
          { maxKeys: 8 },
        ),
        (metadata) => {
          const turned = Object.fromEntries(Object.entries(metadata).reverse());
          expect(canonicalPayload({ ...payload(), metadata })).toBe(canonicalPayload({ ...payload(), metadata: turned }));
        },
      ),
    );
  });
});

describe("differingFields", () => {
  it.each(changes)("names %s", (field, fields) => {
    expect(differingFields(payload(), payload(fields))).toEqual([field]);
    expect(differingFields(payload(fields), payload())).toEqual([field]);
  });

  it("names nothing where nothing differs, and all where all does", () => {
    expect(differingFields(payload(), payload({ metadata: { c: null, b: "x", a: 1 } }))).toEqual([]);
    expect(differingFields(payload(), payloadOf(ingestBody.parse({ eventId: "e", reasonKey: "not_using" }) as IngestInput))).toHaveLength(11);
  });
});

describe("the text of an update", () => {
  it("is one for a repeat, and another for any difference", () => {
    const update: UpdateOutcomeInput = { environment: "prod", eventId: "e", outcome: "churned", effectiveAt: 5, metadata: { a: 1, b: 2 } };
    expect(canonicalUpdate({ ...update, metadata: { b: 2, a: 1 }, environment: "sandbox" })).toBe(canonicalUpdate(update));
    const others: Partial<UpdateOutcomeInput>[] = [
      { outcome: "recovered" },
      { effectiveAt: 6 },
      { effectiveAt: undefined },
      { metadata: { a: 1 } },
      { metadata: undefined },
      { metadata: {} },
    ];
    const texts = [update, ...others.map((change) => ({ ...update, ...change }))].map(canonicalUpdate);
    expect(new Set(texts).size).toBe(texts.length);
  });
});
