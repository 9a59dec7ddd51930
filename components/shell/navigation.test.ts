import { describe, expect, it } from "vitest";
import { isWithin, pageHref } from "./navigation.ts";

describe("pageHref", () => {
  it("takes the sandbox along", () => {
    expect(pageHref("acme", "/reasons", true)).toBe("/dashboard/acme/reasons?env=sandbox");
    expect(pageHref("acme", "", false)).toBe("/dashboard/acme");
  });
});

describe("isWithin", () => {
  it.each([
    ["/dashboard/acme", "", true],
    ["/dashboard/acme/reasons", "", false],
    ["/dashboard/acme/settings/members", "/settings", true],
    ["/dashboard/acme/settings-old", "/settings", false],
    ["/dashboard/other/reasons", "/reasons", false],
  ])("%s in %s: %s", (pathname, path, expected) => {
    expect(isWithin(pathname, "acme", path)).toBe(expected);
  });
});
