import fc from "fast-check";
import { expect, test } from "vitest";
import { spreadLabels } from "./direct-labels.ts";

test("labels with room stand where they want to", () => {
  expect(spreadLabels([10, 50, 90], 14, 100)).toEqual([10, 50, 90]);
});

test("crowded labels move apart, and stay inside", () => {
  expect(spreadLabels([50, 51, 52], 14, 100)).toEqual([50, 64, 78]);
  expect(spreadLabels([98, 99, 100], 14, 100)).toEqual([72, 86, 100]);
});

test("always in order, apart and inside, as far as there is room at all", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 200, noNaN: true }), { maxLength: 12 }), (wanted) => {
      const sorted = [...wanted].sort((a, b) => a - b);
      const placed = spreadLabels(sorted, 14, 200);
      const least = Math.min(14, 200 / Math.max(1, sorted.length - 1));
      for (const [index, at] of placed.entries()) {
        expect(at).toBeGreaterThanOrEqual(-1e-6);
        expect(at).toBeLessThanOrEqual(200);
        if (index > 0) expect(at - (placed[index - 1] ?? 0)).toBeGreaterThanOrEqual(least - 1e-6);
      }
    }),
  );
});
