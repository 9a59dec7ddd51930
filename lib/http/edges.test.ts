import { describe, expect, it } from "vitest";
import { presentedApiKey } from "#lib/http/api-key-header.ts";
import { clientIp } from "#lib/http/client-ip.ts";
import { newRequestId } from "#lib/http/request-id.ts";
import { allowedMethods, matchPath } from "#lib/http/router.ts";
import { hygieneFaults } from "#lib/http/validate.ts";

describe("presentedApiKey", () => {
  const present = (headers: Record<string, string>) => presentedApiKey((name) => headers[name]);

  it("takes either header, or both when they are one", () => {
    for (const headers of [
      { authorization: "Bearer k" },
      { authorization: "bearer  k " },
      { "x-api-key": " k " },
      { authorization: "Bearer k", "x-api-key": "k" },
    ]) {
      expect(present(headers as Record<string, string>)).toBe("k");
    }
  });

  it.each([
    {},
    { authorization: "" },
    { authorization: "k" },
    { authorization: "Basic k" },
    { authorization: "Bearer" },
    { authorization: "Bearer a b" },
    { authorization: "Bearer a, Bearer a" },
    { authorization: "Bearer a", "x-api-key": "b" },
    { authorization: "Bearer a", "x-api-key": "" },
  ])("refuses %o", (headers) => expect(() => present(headers as Record<string, string>)).toThrow(expect.objectContaining({ code: "unauthenticated" })));
});

describe("clientIp", () => {
  it("is the socket's when no proxy is trusted, whatever the header says", () => {
    expect(clientIp("10.0.0.1", "1.1.1.1", 0)).toBe("10.0.0.1");
    expect(clientIp("10.0.0.1", undefined, 2)).toBe("10.0.0.1");
  });

  it("is what the outermost trusted proxy saw; what stands before it anybody can write", () => {
    expect(clientIp("10.0.0.1", "6.6.6.6, 1.1.1.1", 1)).toBe("1.1.1.1");
    expect(clientIp("10.0.0.1", "6.6.6.6, 1.1.1.1, 10.0.0.2", 2)).toBe("1.1.1.1");
    expect(clientIp("10.0.0.1", "1.1.1.1", 3)).toBe("1.1.1.1");
    expect(clientIp("10.0.0.1", "", 1)).toBe("10.0.0.1");
  });
});

describe("matchPath", () => {
  it.each(["/api/v1/cancellations", "/api/v1/reasons", "/api/v1/openapi.json"])("finds %s", (path) => expect(matchPath(path)?.rawParams).toEqual({}));

  it.each(["a", "%2F", "..", ".", "%2e%2e", "a%20b", "🦊"])("hands the event id over as it came: %s", (id) => {
    expect(matchPath(`/api/v1/cancellations/${id}`)?.rawParams).toEqual({ eventId: id });
  });

  it.each([
    "",
    "/",
    "/api/v1",
    "/api/v1/",
    "/api/v1/cancellations/",
    "/api/v1/cancellations//",
    "/api/v1/cancellations/a/b",
    "/api/v1//reasons",
    "/api/v2/reasons",
    "/api/v1/Reasons",
    "/API/v1/reasons",
    "/api/v1/reasons?x",
  ])("finds nothing at %s", (path) => expect(matchPath(path)).toBeNull());

  it("knows the methods of a path, HEAD with GET", () => {
    expect(allowedMethods(matchPath("/api/v1/cancellations")?.operations ?? [])).toEqual(["POST", "GET", "HEAD"]);
    expect(allowedMethods(matchPath("/api/v1/cancellations/x")?.operations ?? [])).toEqual(["GET", "HEAD", "PATCH"]);
  });
});

describe("hygieneFaults", () => {
  it("finds what no schema sees, by its path, as deep as our bodies go", () => {
    const value = JSON.parse('{"a":"\\u0000","b":{"c":"\\ud800","__proto__":1,"ok":"\\ud83e\\udd8a"},"d\\u0000":1,"e":[["\\u0000"]]}');
    expect(hygieneFaults(value).map(({ path, code }) => [path, code])).toEqual([
      ["a", "null_character"],
      ["b.c", "lone_surrogate"],
      ["b.__proto__", "unknown_field"],
      ["d\\0", "null_character"],
      ["e.0.0", "null_character"],
    ]);
  });

  it("ends on whatever is nested without end", () => {
    const nested = JSON.parse(`${'{"a":'.repeat(5000)}"\\u0000"${"}".repeat(5000)}`);
    expect(hygieneFaults(nested)).toEqual([]);
  });
});

describe("newRequestId", () => {
  it("is unique and of letters and digits", () => {
    const ids = Array.from({ length: 1000 }, newRequestId);
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids) expect(id).toMatch(/^req_[0-9A-Za-z]{18}$/);
  });
});
