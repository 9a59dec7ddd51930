import { expect, it } from "vitest";
import { aged, ageText, judge, type Trouble } from "./judge.ts";

const trouble = (state: Trouble["state"], since: number | null, name: string): Trouble => ({ state, since, detail: `${name}.`, action: `Mend ${name}.` });

it("is fine without troubles", () => {
  expect(judge([null, false], "Well.")).toEqual({ state: "ok", since: null, detail: "Well.", action: null, troubles: [] });
});

it("is as bad as the worst, which comes first, since the oldest of that kind", () => {
  expect(judge([trouble("warning", 1, "a"), trouble("critical", 9, "b"), trouble("critical", 5, "c"), trouble("warning", 2, "a")], "")).toEqual({
    state: "critical",
    since: 5,
    detail: "b. c. a. a.",
    action: "Mend b. Mend c. Mend a.",
    troubles: ["b", "c", "a", "a"].map((name) => ({ detail: `${name}.`, action: `Mend ${name}.` })),
  });
});

it("began with the first of the worst that has a stored beginning", () => {
  expect(judge([trouble("warning", 5, "a"), trouble("warning", null, "b")], "").since).toBe(5);
  expect(judge([trouble("critical", null, "a"), trouble("warning", 5, "b")], "").since).toBeNull();
});

it("grows worse with its age", () => {
  const at = (now: number) => aged(1_000, now, { warningMs: 10, criticalMs: 20 }, { detail: "", action: "" })?.state ?? null;
  expect([1_009, 1_010, 1_019, 1_020].map(at)).toEqual([null, "warning", "warning", "critical"]);
  expect(aged(0, 1e9, { warningMs: 10, criticalMs: null }, { detail: "", action: "" })?.state).toBe("warning");
  expect(aged(null, 1e9, { warningMs: 10, criticalMs: 20 }, { detail: "", action: "" })).toBeNull();
});

it.each([
  [1, "1 second"],
  [119, "119 seconds"],
  [120, "2 minutes"],
  [7_200, "2 hours"],
  [172_800, "2 days"],
])("says %i s as %s", (seconds, text) => {
  expect(ageText(0, seconds * 1_000)).toBe(text);
});
