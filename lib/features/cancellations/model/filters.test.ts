import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CancellationFilters,
  cancellationFiltersSchema,
  isFiltered,
  noFilters,
  parseFilters,
  printFilters,
} from "#lib/features/cancellations/model/filters.ts";

const full: CancellationFilters = {
  environment: "sandbox",
  outcomes: ["pending", "churned"],
  reasons: ["too_expensive", "-"],
  plan: "Pro, yearly & more",
  source: "import",
  offer: "accepted",
  from: "2026-01-01",
  to: "2026-02-01",
  mrrMin: 0,
  mrrMax: 99.5,
  search: "user 1,2",
};

describe("an address of the explorer", () => {
  it("says what is asked for, and nothing else", () => {
    expect(printFilters(noFilters)).toEqual({});
    expect(isFiltered(noFilters)).toBe(false);
    expect(isFiltered({ ...noFilters, environment: "sandbox" })).toBe(false);
    expect(printFilters(full)).toEqual({
      env: "sandbox",
      q: "user 1,2",
      from: "2026-01-01",
      to: "2026-02-01",
      outcome: "pending,churned",
      reason: "too_expensive,-",
      plan: "Pro, yearly & more",
      source: "import",
      offer: "accepted",
      mrrMin: "0",
      mrrMax: "99.5",
    });
    expect(parseFilters(printFilters(full))).toEqual({ filters: full, dropped: [] });
  });

  it("may repeat a list, and hold what is not ours", () => {
    const { filters, dropped } = parseFilters({ outcome: ["churned,pending", "churned"], event: "x", cursor: "y", reason: "", plan: undefined });
    expect(filters).toEqual({ ...noFilters, outcomes: ["churned", "pending"] });
    expect(dropped).toEqual([]);
  });

  it.each([
    [{ outcome: "churned,gone" }, { outcomes: ["churned"] }, ["outcome", "gone"]],
    [{ reason: "Too Expensive" }, {}, ["reason", "Too Expensive"]],
    [{ from: "2026-02-30" }, {}, ["from", "2026-02-30"]],
    [{ from: "2026-02-02", to: "2026-02-02" }, { from: "2026-02-02" }, ["to", "2026-02-02"]],
    [{ mrrMin: "cheap" }, {}, ["mrrMin", "cheap"]],
    [{ mrrMin: " " }, {}, ["mrrMin", " "]],
    [{ mrrMin: "-1" }, {}, ["mrrMin", "-1"]],
    [{ mrrMin: "5", mrrMax: "4" }, { mrrMin: 5 }, ["mrrMax", "4"]],
    [{ source: "fax" }, {}, ["source", "fax"]],
    [{ env: "staging" }, {}, ["env", "staging"]],
    [{ plan: ["a", "b"] }, { plan: "a" }, ["plan", "b"]],
    [{ plan: "a\0" }, {}, ["plan", "a\0"]],
    [{ plan: "a\ud800" }, {}, ["plan", "a\ud800"]],
    [{ q: "   " }, {}, ["q", "   "]],
    [{ q: "x".repeat(300) }, {}, ["q", "x".repeat(255)]],
  ])("drops what is wrong in %o, and tells", (query, kept, [name, value]) => {
    expect(parseFilters(query)).toEqual({ filters: { ...noFilters, ...kept }, dropped: [{ name, value }] });
  });

  it("is never too wrong to be read, and what is read is written back the same", () => {
    const value = fc.oneof(fc.string(), fc.constantFrom("churned", "-", "2026-01-01", "5", "accepted", "other", "sandbox"));
    const query = fc.dictionary(fc.constantFrom(...Object.keys(printFilters(full))), fc.oneof(value, fc.array(value, { maxLength: 3 })));
    fc.assert(
      fc.property(query, (given) => {
        const { filters } = parseFilters(given);
        expect(cancellationFiltersSchema.parse(filters)).toEqual(filters);
        expect(parseFilters(printFilters(filters))).toEqual({ filters, dropped: [] });
      }),
    );
  });
});
