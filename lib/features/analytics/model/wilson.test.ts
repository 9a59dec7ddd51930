import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wilson } from "#lib/features/analytics/model/wilson.ts";

describe("wilson", () => {
  // Newcombe 1998, Stat Med 17:857–872, Table I, method 3; 81/263 with six digits from R; 100/300: analytics.md 8.12.
  it.each([
    [81, 263, 0.255289, 0.36621, 6],
    [15, 148, 0.0624, 0.1605, 4],
    [0, 20, 0, 0.1611, 4],
    [1, 29, 0.0061, 0.1718, 4],
    [100, 300, 0.282393, 0.388488, 6],
    [190, 390, 0.438, 0.537, 3],
  ])("of %i in %i is published", (x, n, low, high, digits) => {
    expect(wilson(x, n)?.low).toBeCloseTo(low, digits);
    expect(wilson(x, n)?.high).toBeCloseTo(high, digits);
  });

  it("has no continuity correction", () => {
    expect(wilson(81, 263)?.low).not.toBeCloseTo(0.2535, 4);
    expect(wilson(81, 263)?.high).not.toBeCloseTo(0.3682, 4);
  });

  it("knows nothing of nothing", () => expect(wilson(0, 0)).toBeNull());

  it("holds the proportion, lies within 0 and 1, and is a mirror image for the rest", () => {
    const counts = fc.integer({ min: 1, max: 2_000_000 }).chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([x, n]) => {
        const { low, high } = wilson(x, n) ?? { low: Number.NaN, high: Number.NaN };
        expect(0 <= low && low <= x / n && x / n <= high && high <= 1).toBe(true);
        expect(wilson(n - x, n)?.high).toBeCloseTo(1 - low, 9);
      }),
    );
  });
});
