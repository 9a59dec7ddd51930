import { describe, expect, it } from "vitest";
import { addDays, dayOf, daysBetween, isDay, mondayOf } from "#lib/core/time-range.ts";

describe("days", () => {
  it.each(["2026-02-28", "2028-02-29", "2000-01-01", "9999-12-31"])("exist: %s", (day) => expect(isDay(day)).toBe(true));

  it.each(["2026-02-29", "2026-13-01", "2026-2-1", "1999-12-31", "2026-01-01T00:00", " 2026-01-01", "", "x"])("do not exist: %o", (day) =>
    expect(isDay(day)).toBe(false),
  );

  it("are counted over months, leap days and changes of the clock", () => {
    expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
    expect(addDays("2026-01-01", -1)).toBe("2025-12-31");
    expect(daysBetween("2026-03-28", "2026-03-30")).toBe(2);
    expect(daysBetween("2026-03-30", "2026-03-28")).toBe(-2);
  });

  it("depend on the zone", () => {
    const at = Date.parse("2026-03-29T22:30:00Z");
    expect(dayOf(at, "Europe/Berlin")).toBe("2026-03-30");
    expect(dayOf(at, "UTC")).toBe("2026-03-29");
    expect(dayOf(at, "America/New_York")).toBe("2026-03-29");
  });

  it("belong to weeks that begin on Monday", () => {
    expect(["2026-03-29", "2026-03-30", "2026-04-05", "2026-04-06"].map(mondayOf)).toEqual(["2026-03-23", "2026-03-30", "2026-03-30", "2026-04-06"]);
  });
});
