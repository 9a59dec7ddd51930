import { describe, expect, it } from "vitest";
import { moved } from "./order.ts";

describe("moved", () => {
  it.each([
    ["b", 0, "bac"],
    ["b", 2, "acb"],
    ["a", 1, "bac"],
    ["c", 9, "abc"],
    ["a", -1, "abc"],
  ])("puts %s to %i", (key, to, expected) => {
    expect(moved(["a", "b", "c"], key, to).join("")).toBe(expected);
  });
});
