import { describe, expect, it } from "vitest";
import { hostDispatch, partOf } from "./hosts.ts";

describe("partOf", () => {
  it.each([
    ["/api/v1", "api"],
    ["/api/v1/cancellations", "api"],
    ["/s/token", "cancel"],
    ["/.well-known/wk_x/jwks.json", "cancel"],
    ["/api/health", null],
    ["/", "app"],
    ["/dashboard", "app"],
    ["/api/auth/csrf", "app"],
    ["/api/stripe/webhook", "app"],
    ["/api/v1x", "app"],
    ["/api/v10/cancellations", "app"],
    ["/s", "app"],
    ["/support", "app"],
  ])("%s belongs to %s", (path, part) => expect(partOf(path)).toBe(part));
});

describe("hostDispatch", () => {
  const apart = hostDispatch({ APP_URL: "https://app.example.com", API_URL: "https://api.example.com", CANCEL_URL: "https://cancel.example.com:8443" });
  const paths = { app: "/dashboard", api: "/api/v1/reasons", cancel: "/s/token" };

  it.each([
    ["app.example.com", "app"],
    ["api.example.com", "api"],
    ["API.Example.com", "api"],
    ["cancel.example.com:8443", "cancel"],
  ])("%s serves %s and nothing else, where the addresses differ", (host, part) => {
    for (const [name, path] of Object.entries(paths)) expect(apart(host, path), path).toBe(name === part);
    expect(apart(host, "/api/health")).toBe(true);
  });

  it.each([undefined, "", "example.com", "api.example.com:443x", "api.example.com.evil.example", "cancel.example.com", "127.0.0.1"])(
    "an unknown host serves nothing but liveness: %s",
    (host) => {
      for (const path of Object.values(paths)) expect(apart(host, path)).toBe(false);
      expect(apart(host, "/api/health")).toBe(true);
    },
  );

  it("two parts may share a host", () => {
    const shared = hostDispatch({ APP_URL: "https://example.com", API_URL: "https://api.example.com", CANCEL_URL: "https://example.com" });
    expect([shared("example.com", "/s/x"), shared("example.com", "/dashboard"), shared("example.com", "/api/v1/reasons")]).toEqual([true, true, false]);
  });

  it("any host will do where all addresses are one", () => {
    const one = hostDispatch({ APP_URL: "http://127.0.0.1:3000", API_URL: "http://127.0.0.1:3000", CANCEL_URL: "http://127.0.0.1:3000" });
    for (const path of Object.values(paths)) expect([one("localhost:3000", path), one(undefined, path)]).toEqual([true, true]);
  });
});
