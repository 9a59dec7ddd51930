import { describe, expect, it } from "vitest";
import { type Amounts, changesOf, figuresOf, type PeriodCounts } from "#lib/features/analytics/model/figures.ts";

const nothing: Amounts = { events: 0, sum: 0, squares: 0 };
const counts = (over: Partial<PeriodCounts> = {}): PeriodCounts => ({
  recovered: 0,
  churned: 0,
  abandoned: 0,
  pending: 0,
  customers: 0,
  withoutUserId: 0,
  superseded: 0,
  offersShown: 0,
  offersAccepted: 0,
  acceptedRecovered: 0,
  acceptedChurned: 0,
  withMrr: 0,
  lost: nothing,
  recoveredNoOffer: nothing,
  recoveredDiscount: nothing,
  recoveredPause: nothing,
  ...over,
});

const unknown = { x: 0, n: 0, value: null, low: null, high: null };

describe("figuresOf", () => {
  it("counts the same 400 sessions strictly, and as others do", () => {
    const figures = figuresOf(counts({ churned: 200, recovered: 100, abandoned: 90 }));
    expect(figures.saveRate).toMatchObject({ x: 100, n: 300, value: 1 / 3 });
    expect(figures.deflectionRate).toMatchObject({ x: 190, n: 390 });
    expect(figures.abandonmentRate).toMatchObject({ x: 90, n: 390 });
    expect(figures).toMatchObject({ attempts: 390, decided: 300, isImmature: true });
  });

  it("says nothing of nothing, never 0 %", () => {
    const figures = figuresOf(counts());
    for (const name of ["saveRate", "deflectionRate", "abandonmentRate", "offerShownRate", "acceptanceRate", "offerSaveRate", "mrrCoverage"] as const) {
      expect(figures[name], name).toEqual(unknown);
    }
    expect(figures).toMatchObject({ attempts: 0, decidedShare: null, isImmature: false, saveRateBounds: null, lostMrr: { sum: 0, events: 0 } });
  });

  it("bounds the save rate by what is pending, and calls it immature below 80 % decided", () => {
    expect(figuresOf(counts({ recovered: 2, churned: 6, pending: 2 }))).toMatchObject({ saveRateBounds: { low: 0.2, high: 0.4 }, isImmature: false });
    expect(figuresOf(counts({ recovered: 2, churned: 5, pending: 2 }))).toMatchObject({ isImmature: true, decidedShare: 7 / 9 });
    expect(figuresOf(counts({ pending: 3 }))).toMatchObject({ saveRate: unknown, saveRateBounds: { low: 0, high: 1 }, isImmature: true });
  });

  it("takes an accepted offer for no saved customer", () => {
    const figures = figuresOf(counts({ churned: 3, recovered: 1, offersShown: 4, offersAccepted: 2, acceptedRecovered: 1, acceptedChurned: 1 }));
    expect(figures.acceptanceRate).toMatchObject({ x: 2, n: 4 });
    expect(figures.offerSaveRate).toMatchObject({ x: 1, n: 2 });
    expect(figures.saveRate).toMatchObject({ x: 1, n: 4 });
  });

  it("leaves the abandoned who came again out of the abandonment rate's numerator alone", () => {
    const figures = figuresOf(counts({ abandoned: 5, superseded: 2, churned: 5 }));
    expect([figures.abandonmentRate.x, figures.abandonmentRate.n, figures.deflectionRate.x, figures.attempts]).toEqual([3, 10, 5, 10]);
  });

  it("adds up what was recovered by the offer accepted", () => {
    const figures = figuresOf(counts({ recoveredNoOffer: { events: 1, sum: 10, squares: 100 }, recoveredPause: { events: 2, sum: 5.5, squares: 20 } }));
    expect(figures.recoveredMrr).toEqual({ events: 3, sum: 15.5 });
    expect(figures.recoveredMrrBy).toEqual({ noOffer: { events: 1, sum: 10 }, discount: { events: 0, sum: 0 }, pause: { events: 2, sum: 5.5 } });
  });
});

describe("changesOf", () => {
  it("speaks of up and down only where it is clear", () => {
    const before = counts({ recovered: 20, churned: 80, lost: { events: 80, sum: 800, squares: 8_000 } });
    const now = counts({ recovered: 45, churned: 80, lost: { events: 80, sum: 800, squares: 8_000 } });
    const changes = changesOf(now, before, { now: 28, before: 28 });
    expect(changes).toMatchObject({
      saveRate: { verdict: "up" },
      attempts: { value: 1.25, verdict: "not_clear" },
      lostMrr: { value: 0, verdict: "not_clear" },
      acceptanceRate: null,
      recoveredMrr: null,
    });
  });
});
