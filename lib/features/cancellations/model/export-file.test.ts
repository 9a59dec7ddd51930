import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseCsv } from "#lib/testing/csv.ts";
import { type Cancellation, cancellationSchema } from "./cancellation.ts";
import { csvLine, harmless } from "./csv.ts";
import { exportColumns, exportFileName, exportHead, exportLine } from "./export-file.ts";

/** What spreadsheets take for the beginning of a formula. */
const DANGEROUS = ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"];
const restored = (cell: string | null) => (cell !== null && new RegExp(`^'+[${DANGEROUS.join("").replace("-", "\\-")}]`).test(cell) ? cell.slice(1) : cell);

/** Texts full of what CSV and spreadsheets stumble over. */
const nasty = fc.oneof(
  fc.string({ unit: fc.constantFrom(...DANGEROUS, "'", '"', ",", ";", " ", "a", "ü", "🦊", "\u2028", "\ufeff", "\u0007"), maxLength: 8 }),
  fc.string({ unit: "binary", maxLength: 20 }),
);
const cell = fc.oneof(fc.constant(null), nasty);

const cancellation: Cancellation = {
  id: "can_1",
  eventId: "e",
  environment: "prod",
  source: "api",
  userId: null,
  reasonKey: "other",
  reasonText: null,
  outcome: "pending",
  outcomeEffectiveAt: null,
  offer: { type: "none", accepted: false, label: null },
  context: { plan: null, mrr: null, tenureDays: null },
  metadata: null,
  occurredAt: "2026-11-23T10:00:00.000Z",
  receivedAt: "2026-11-23T10:00:00.001Z",
  updatedAt: "2026-11-23T10:00:00.002Z",
};

describe("a line", () => {
  it("is read back as it was written, whatever stands in its cells", () => {
    fc.assert(
      fc.property(fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 4 }), (rows) => {
        expect(parseCsv(rows.map(csvLine).join(""))).toEqual(rows);
      }),
    );
  });

  it("begins no cell as a formula, and loses nothing by it", () => {
    fc.assert(
      fc.property(cell, (text) => {
        const made = harmless(text);
        expect(DANGEROUS).not.toContain(made?.[0]);
        expect(restored(made)).toBe(text);
      }),
      { numRuns: 2_000 },
    );
  });

  it("has half of a surrogate pair replaced only where it becomes bytes", () => {
    expect(csvLine(["a\ud800b", null])).toBe("a\ud800b,\r\n");
    expect(new TextDecoder().decode(new TextEncoder().encode("a\ud800b"))).toBe("a\ufffdb");
  });
});

describe("the file", () => {
  it("has a column for every field of the public object", () => {
    const nested = { offer: ["type", "accepted", "label"], context: ["plan", "mrr", "tenureDays"] };
    const names = Object.keys(cancellationSchema.shape).flatMap((name) => nested[name as "offer"]?.map((inner) => `${name}.${inner}`) ?? [name]);
    expect(exportColumns.filter((name) => name !== "reasonLabel")).toEqual(names);
    expect(Object.keys(cancellation.offer)).toEqual(nested.offer);
    expect(Object.keys(cancellation.context)).toEqual(nested.context);
  });

  it("begins with the mark by which Excel knows UTF-8, and the names", () => {
    expect(exportHead).toBe(`\ufeff${exportColumns.join(",")}\r\n`);
  });

  it("has a customer's texts made harmless, and our own values as they are", () => {
    const hostile = '=HYPERLINK("https://evil.example","x")';
    const line = exportLine(
      {
        ...cancellation,
        eventId: "-1",
        userId: "+49 30",
        reasonText: hostile,
        offer: { type: "discount", accepted: true, label: "@sum" },
        context: { plan: "=1", mrr: 129.5, tenureDays: 0 },
        metadata: { "=a": "=b", n: 1 },
      },
      { other: "-Other" },
    );
    const [row = []] = parseCsv(line);
    const byName = Object.fromEntries(exportColumns.map((name, i) => [name, row[i]]));
    expect(byName).toEqual({
      ...{ id: "can_1", eventId: "'-1", environment: "prod", source: "api", userId: "'+49 30" },
      ...{ reasonKey: "other", reasonLabel: "'-Other", reasonText: `'${hostile}`, outcome: "pending", outcomeEffectiveAt: null },
      ...{ "offer.type": "discount", "offer.accepted": "true", "offer.label": "'@sum" },
      ...{ "context.plan": "'=1", "context.mrr": "129.5", "context.tenureDays": "0", metadata: '{"=a":"=b","n":1}' },
      ...{ occurredAt: cancellation.occurredAt, receivedAt: cancellation.receivedAt, updatedAt: cancellation.updatedAt },
    });
  });

  it("is named after workspace, environment and the day in UTC", () => {
    expect(exportFileName("acme", "sandbox", Date.parse("2026-11-23T23:59:59.999Z"))).toBe("acme-cancellations-sandbox-2026-11-23.csv");
  });
});
