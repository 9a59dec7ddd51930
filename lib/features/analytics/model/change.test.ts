import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countChange, rateChange, sumChange } from "#lib/features/analytics/model/change.ts";

describe("rateChange", () => {
  // Newcombe 1998, Stat Med 17:873–890, Table II, method 10.
  it.each([
    [56, 70, 48, 80, 0.0524, 0.3339, "up"],
    [48, 80, 56, 70, -0.3339, -0.0524, "down"],
    [9, 10, 3, 10, 0.1705, 0.809, "up"],
    [6, 7, 2, 7, 0.0582, 0.8062, "up"],
    [5, 56, 0, 29, -0.0381, 0.1926, "not_clear"],
    [0, 10, 0, 20, -0.1611, 0.2775, "not_clear"],
    [10, 10, 0, 10, 0.6075, 1, "up"],
  ])("of %i/%i and %i/%i is published", (x1, n1, x2, n2, low, high, verdict) => {
    const change = rateChange({ x: x1, n: n1 }, { x: x2, n: n2 });
    expect(change?.value).toBeCloseTo(x1 / n1 - x2 / n2, 12);
    expect(change?.low).toBeCloseTo(low, 4);
    expect(change?.high).toBeCloseTo(high, 4);
    expect(change?.verdict).toBe(verdict);
  });

  it("needs something on both sides", () => {
    expect(rateChange({ x: 0, n: 0 }, { x: 1, n: 2 })).toBeNull();
    expect(rateChange({ x: 1, n: 2 }, { x: 0, n: 0 })).toBeNull();
  });

  it("holds the difference, lies within −1 and 1, and turns its sign when the periods are swapped", () => {
    const part = fc.integer({ min: 1, max: 5_000 }).chain((n) => fc.record({ x: fc.integer({ min: 0, max: n }), n: fc.constant(n) }));
    fc.assert(
      fc.property(part, part, (a, b) => {
        const change = rateChange(a, b);
        const turned = rateChange(b, a);
        if (change === null || turned === null) throw new Error("both have events");
        expect(-1 - 1e-12 <= change.low && change.low <= change.value && change.value <= change.high && change.high <= 1 + 1e-12).toBe(true);
        expect(turned.low).toBeCloseTo(-change.high, 10);
        expect({ up: "down", down: "up", not_clear: "not_clear" }[turned.verdict]).toBe(change.verdict);
      }),
    );
  });
});

describe("countChange", () => {
  // R's ?poisson.test: 11 in 800 and 21 in 3011 person-years: 1.971488, exact interval 0.8584 to 4.2773.
  it("is near the exact interval where that is published, and within it", () => {
    const change = countChange({ count: 11, duration: 800 }, { count: 21, duration: 3011 });
    expect(change?.value).toBeCloseTo((11 / 800 / 21) * 3011, 9);
    expect(change?.low).toBeGreaterThan(0.858);
    expect(change?.low).toBeLessThan(1);
    expect(change?.high).toBeGreaterThan(3.9);
    expect(change?.high).toBeLessThan(4.2773);
    expect(change?.verdict).toBe("not_clear");
  });

  it.each([
    [125, 100, "not_clear"],
    [140, 100, "up"],
    [60, 100, "down"],
    [3, 1, "not_clear"],
    [0, 10, "down"],
    [100, 100, "not_clear"],
  ])("of %i after %i is %s", (count, earlier, verdict) => {
    expect(countChange({ count, duration: 28 }, { count: earlier, duration: 28 })?.verdict).toBe(verdict);
  });

  it("minds how long was counted", () => {
    expect(countChange({ count: 50, duration: 14 }, { count: 100, duration: 28 })).toMatchObject({ value: 1, verdict: "not_clear" });
    expect(countChange({ count: 100, duration: 14 }, { count: 100, duration: 28 })).toMatchObject({ value: 2, verdict: "up" });
  });

  it("has nothing to say without a before", () => {
    expect(countChange({ count: 5, duration: 28 }, { count: 0, duration: 28 })).toBeNull();
    expect(countChange({ count: 0, duration: 28 }, { count: 0, duration: 28 })).toBeNull();
  });

  it("holds the ratio", () => {
    const count = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(count, count, (a, b) => {
        const change = countChange({ count: a, duration: 1 }, { count: b, duration: 1 });
        if (change === null) throw new Error("both have events");
        expect(0 <= change.low && change.low <= change.value && change.value <= change.high).toBe(true);
      }),
    );
  });
});

describe("sumChange", () => {
  const sums = (amounts: number[], duration = 28) => ({
    events: amounts.length,
    sum: amounts.reduce((sum, amount) => sum + amount, 0),
    squares: amounts.reduce((sum, amount) => sum + amount ** 2, 0),
    duration,
  });
  const times = (n: number, amount: number) => Array.from({ length: n }, () => amount);

  it("is what the formula says, by hand", () => {
    // 100·10 − 64·10 = 360; √(100·100 + 64·100) = 128.0625; ·1.96 = 251.0.
    const change = sumChange(sums(times(100, 10)), sums(times(64, 10)));
    expect(change).toMatchObject({ value: 360, verdict: "up" });
    expect(change?.low).toBeCloseTo(360 - 250.998, 2);
    expect(change?.high).toBeCloseTo(360 + 250.998, 2);
  });

  it("is not clear where one large customer makes the difference, or few events do", () => {
    expect(sumChange(sums([...times(20, 10), 5_000]), sums(times(20, 10)))?.verdict).toBe("not_clear");
    expect(sumChange(sums(times(4, 1_000)), sums(times(4, 1)))?.verdict).toBe("not_clear");
    expect(sumChange(sums([]), sums([]))).toBeNull();
  });

  it("compares at the same length", () => {
    expect(sumChange(sums(times(50, 10), 14), sums(times(100, 10), 28))).toMatchObject({ value: 0, verdict: "not_clear" });
  });
});
