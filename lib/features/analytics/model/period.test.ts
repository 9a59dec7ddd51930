import { describe, expect, it } from "vitest";
import { parsePeriod, periodOf, periodSchema } from "#lib/features/analytics/model/period.ts";

// A Wednesday.
const today = "2026-04-15";
const usual = periodSchema.parse({});

describe("periodOf", () => {
  it("takes the last four complete weeks, and the four before", () => {
    expect(periodOf(usual, { today, firstDay: "2025-01-01" })).toEqual({
      from: "2026-03-16",
      to: "2026-04-13",
      previousFrom: "2026-02-16",
      days: 28,
      running: false,
    });
  });

  it("takes the running week in when asked to, and while nothing is older", () => {
    const withRunning = { from: "2026-03-23", to: "2026-04-20", previousFrom: "2026-02-23", days: 28, running: true };
    expect(periodOf({ weeks: 4, running: true }, { today, firstDay: "2025-01-01" })).toEqual(withRunning);
    for (const firstDay of [null, "2026-04-13", today]) expect(periodOf(usual, { today, firstDay })).toEqual(withRunning);
    expect(periodOf(usual, { today, firstDay: "2026-04-12" })).toMatchObject({ to: "2026-04-13", running: false });
  });

  it("knows on Mondays and Sundays which week it is", () => {
    expect(periodOf(usual, { today: "2026-04-13", firstDay: "2025-01-01" }).to).toBe("2026-04-13");
    expect(periodOf(usual, { today: "2026-04-12", firstDay: "2025-01-01" }).to).toBe("2026-04-06");
  });

  it("takes any days", () => {
    expect(periodOf({ from: "2026-03-01", to: "2026-03-11" }, { today, firstDay: null })).toEqual({
      from: "2026-03-01",
      to: "2026-03-11",
      previousFrom: "2026-02-19",
      days: 10,
      running: false,
    });
    expect(periodOf({ from: "2026-04-15", to: "2026-04-16" }, { today, firstDay: null }).running).toBe(true);
  });
});

describe("parsePeriod", () => {
  it.each([
    [{}, { weeks: 4 }],
    [{ weeks: "13" }, { weeks: 13 }],
    [
      { weeks: "4", running: "1" },
      { weeks: 4, running: true },
    ],
    [
      { from: "2026-01-01", to: "2026-02-01" },
      { from: "2026-01-01", to: "2026-02-01" },
    ],
    [{ weeks: "5" }, { weeks: 4 }],
    [{ weeks: ["8", "13"] }, { weeks: 4 }],
    [{ from: "2026-01-01" }, { weeks: 4 }],
    [{ from: "2026-02-01", to: "2026-01-01" }, { weeks: 4 }],
    [{ from: "2000-01-01", to: "2026-01-01" }, { weeks: 4 }],
  ])("reads %o", (query, period) => expect(parsePeriod(query)).toEqual(period));
});
