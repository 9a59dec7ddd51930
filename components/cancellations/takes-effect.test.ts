import { expect, test } from "vitest";
import { takesEffect } from "./takes-effect.ts";

const now = Date.parse("2026-11-23T10:00:00Z");

test("only what is still to come takes effect, on a day of the workspace", () => {
  expect(takesEffect("2026-12-02T23:30:00Z", now, "Europe/Berlin")).toBe("takes effect 3 Dec 2026");
  expect(takesEffect("2026-12-02T23:30:00Z", now, "UTC")).toBe("takes effect 2 Dec 2026");
  expect(takesEffect("2026-11-23T10:00:00Z", now, "UTC")).toBeNull();
  expect(takesEffect(null, now, "UTC")).toBeNull();
});
