import { describe, expect, it } from "vitest";
import { createRng } from "#lib/core/rng.ts";

const first = (count: number, ...seed: number[]) => {
  const rng = createRng(...seed);
  return Array.from({ length: count }, () => rng.next());
};

describe("createRng", () => {
  it("repeats for the same seed and differs for any other", () => {
    expect(first(100, 7, 1)).toEqual(first(100, 7, 1));
    const sequences = [first(3, 7), first(3, 8), first(3, 7, 0), first(3, 0, 7), first(3, 7 + 2 ** 32)].map(String);
    expect(new Set(sequences).size).toBe(sequences.length);
  });

  it("is uniform, also across neighbouring seeds", () => {
    const mean = (numbers: number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
    expect(mean(first(20_000, 1))).toBeCloseTo(0.5, 1);
    const firsts = Array.from({ length: 20_000 }, (_, seed) => createRng(1, seed).next());
    expect(mean(firsts)).toBeCloseTo(0.5, 1);
    expect(firsts.filter((x) => x < 0.1).length / firsts.length).toBeCloseTo(0.1, 1);
  });

  it("draws by weight, within bounds, and bell-shaped", () => {
    const rng = createRng(3);
    const drawn = Array.from({ length: 10_000 }, () => rng.weighted([["a", 3] as const, ["b", 1] as const, ["never", 0] as const]));
    expect(drawn.filter((item) => item === "a").length / drawn.length).toBeCloseTo(0.75, 1);
    expect(drawn).not.toContain("never");
    expect(Array.from({ length: 1_000 }, () => rng.int(6)).every((n) => Number.isInteger(n) && n >= 0 && n < 6)).toBe(true);
    const bell = Array.from({ length: 10_000 }, () => rng.normal());
    expect(bell.filter((x) => Math.abs(x) < 1).length / bell.length).toBeCloseTo(0.68, 1);
  });
});
