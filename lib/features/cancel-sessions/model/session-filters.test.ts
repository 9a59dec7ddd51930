import { describe, expect, it } from "vitest";
import { isSessionFiltered, noSessionFilters, parseSessionFilters, printSessionFilters } from "./session-filters.ts";

describe("filters of sessions in an address", () => {
  it("come back as they were written", () => {
    const filters = { environment: "sandbox", statuses: ["completed", "opened"], outcomes: ["churned"], result: "unseen", search: "user 1" } as const;
    const printed = printSessionFilters({ ...filters, statuses: [...filters.statuses], outcomes: [...filters.outcomes] });
    expect(printed).toEqual({ env: "sandbox", q: "user 1", status: "completed,opened", outcome: "churned", result: "unseen" });
    expect(parseSessionFilters(printed)).toEqual({ filters, dropped: [] });
    expect(printSessionFilters(noSessionFilters)).toEqual({});
  });

  it("may be repeated instead of joined; others' parameters are left alone", () => {
    expect(parseSessionFilters({ status: ["opened", "completed,opened"], cursor: "x", session: "y", outcome: "" })).toEqual({
      filters: { ...noSessionFilters, statuses: ["opened", "completed"] },
      dropped: [],
    });
  });

  it("that mean nothing are dropped and told", () => {
    const { filters, dropped } = parseSessionFilters({ status: "open,completed", outcome: "pending", result: "seen", env: "live", q: ["a", "b\0"] });
    expect(filters).toEqual({ ...noSessionFilters, statuses: ["completed"], search: "a" });
    expect(dropped).toEqual([
      { name: "env", value: "live" },
      { name: "q", value: "b\0" },
      { name: "status", value: "open" },
      { name: "outcome", value: "pending" },
      { name: "result", value: "seen" },
    ]);
  });

  it("count as filters only when they ask for more than an environment", () => {
    expect(isSessionFiltered({ ...noSessionFilters, environment: "sandbox" })).toBe(false);
    expect(isSessionFiltered({ ...noSessionFilters, result: "unseen" })).toBe(true);
  });
});
