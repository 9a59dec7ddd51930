import { expect, test } from "vitest";
import { noFilters } from "#lib/features/cancellations/model/filters.ts";
import { activeFilters } from "./filter-words.ts";

const said = (filters: Partial<typeof noFilters>) => activeFilters({ ...noFilters, ...filters }, {}, "USD").map(({ label, value }) => `${label}: ${value}`);

test("days are said as people say them, and the last one is in", () => {
  expect(said({ from: "2026-01-01" })).toEqual(["Time: from 1 Jan 2026"]);
  expect(said({ to: "2026-01-01" })).toEqual(["Time: before 1 Jan 2026"]);
  expect(said({ from: "2026-01-01", to: "2026-02-01" })).toEqual(["Time: 1 – 31 Jan 2026"]);
});

test("amounts carry their currency", () => {
  expect(said({ mrrMin: 5 })).toEqual(["MRR: from $5"]);
  expect(said({ mrrMax: 1_000.5 })).toEqual(["MRR: up to $1,000.50"]);
  expect(said({ mrrMin: 0, mrrMax: 20 })).toEqual(["MRR: $0 to $20"]);
});
