import { describe, expect, it } from "vitest";
import { pathOfLocation, returnPath } from "./return-path.ts";

const APP = "http://127.0.0.1:3000";

describe("returnPath", () => {
  it.each([
    ["/dashboard/acme/cancellations?env=sandbox", "/dashboard/acme/cancellations?env=sandbox"],
    [`${APP}/dashboard`, "/dashboard"],
    ["/sign-in?signed-out=1", "/sign-in?signed-out=1"],
  ])("keeps %s", (given, expected) => expect(returnPath(given, APP)).toBe(expected));

  it.each([
    "",
    "/",
    "/sign-in?next=/dashboard",
    "/sign-in?signed-out=1&next=//evil.example",
    "//evil.example",
    "/\\evil.example",
    "https://evil.example/dashboard",
    "/.//a//evil.example/phish",
    "/.//127.0.0.1:3000//a//evil.example/phish",
    `${APP}//a//evil.example`,
    "//127.0.0.1:3000//a//evil.example",
    "/dashboard/..//evil.example",
    "/dashboardevil",
    "/accept-invite/a/b",
    "/accept-invite//evil.example",
    "//accept-invite/a",
    "javascript:alert(1)",
    "http://127.0.0.1:3000@evil.example/dashboard",
    "\t//evil.example",
    "http://[",
  ])("leads %s to the dashboard", (given) => expect(returnPath(given, APP)).toBe("/dashboard"));
});

describe("pathOfLocation", () => {
  it.each([
    ["http://localhost:3000/api/auth/error?error=x", "/api/auth/error?error=x"],
    ["/sign-in", "/sign-in"],
    ["http://localhost:3000//evil.example/x", "/dashboard"],
    ["/.//evil.example", "/dashboard"],
  ])("%s", (given, expected) => expect(pathOfLocation(given)).toBe(expected));

  it("lets through the one other origin that it was given, and no other", () => {
    const google = "https://accounts.google.com";
    expect(pathOfLocation(`${google}/o/oauth2/v2/auth?x=1`, google)).toBe(`${google}/o/oauth2/v2/auth?x=1`);
    for (const other of [
      "https://accounts.google.com.evil.example/a",
      "http://accounts.google.com/a",
      "https://evil.example/a",
      "https://accounts.google.com@evil.example/a",
    ]) {
      expect(pathOfLocation(other, google)).toBe("/a");
    }
    expect(pathOfLocation(`${google}/a`)).toBe("/a");
  });
});
