import type { IncomingMessage } from "node:http";
import { describe, expect, it } from "vitest";
import { parseEnv } from "#lib/platform/env.ts";
import { createDoor } from "./door.ts";
import { decodes, isUnnormalised, needsTheDoor } from "./leveller.ts";

const env = parseEnv({
  DATABASE_URL: "postgres://x@127.0.0.1/x",
  NEXTAUTH_SECRET: "s".repeat(32),
  ENCRYPTION_KEYS: `a:${Buffer.alloc(32, 1).toString("base64")}`,
});

describe("createDoor", () => {
  it("gives slow headers and slow bodies up in time, and keeps idle connections longer than a proxy does", () => {
    const server = createDoor({ env, isDoor: true, next: null });
    expect(server.headersTimeout).toBe(15_000);
    expect(server.requestTimeout).toBe(30_000);
    expect(server.keepAliveTimeout).toBeGreaterThan(60_000);
    expect(server.listening).toBe(false);
  });
});

describe("needsTheDoor", () => {
  const needs = (method: string, path: string, query = "", headers: Record<string, string[]> = {}) =>
    needsTheDoor({ method, headersDistinct: headers } as unknown as IncomingMessage, path, query);

  it.each([
    ["GET", "/api/v1/reasons", ""],
    ["POST", "/api/v1/cancellations", ""],
    ["PATCH", "/api/v1/cancellations/a%2Fb%20%F0%9F%A6%8A", ""],
    ["GET", "/api/v1/cancellations", "environment=prod&limit=5&from=2026-01-01T00:00:00%2B01:00&cursor=a_b-c"],
  ])("leaves %s %s?%s to Next", (method, path, query) => expect(needs(method, path, query)).toBe(false));

  it.each([
    ["PROPFIND", "/api/v1/reasons", ""],
    ["DELETE", "/api/v1/reasons", ""],
    ["OPTIONS", "/api/v1/reasons", ""],
    ["GET", "/api/v1/nothing", ""],
    ["GET", "/api/v1/reasons/", ""],
    ["GET", "/api/v1/cancellations/%", ""],
    ["GET", "/api/v1/cancellations/%ff", ""],
    ["GET", "/api/v1/cancellations/..", ""],
    ["GET", "/api/v1/cancellations/%2E%2e", ""],
    ["GET", "/api/v1/cancellations", "__proto__=1"],
    ["GET", "/api/v1/cancellations", "plan=a&_rsc=1"],
    ["GET", "/api/v1/cancellations", "nxtPeventId=1"],
    ["GET", "/api/v1/cancellations", "amp=1"],
    ["GET", "/api/v1/cancellations", "plan"],
  ])("takes %s %s?%s from Next", (method, path, query) => expect(needs(method, path, query)).toBe(true));

  it.each(["authorization", "content-type", "x-api-key", "content-encoding"])("takes a request with two %s from Next", (name) => {
    expect(needs("GET", "/api/v1/reasons", "", { [name]: ["a", "b"] })).toBe(true);
    expect(needs("GET", "/api/v1/reasons", "", { [name]: ["a"] })).toBe(false);
  });
});

describe("isUnnormalised", () => {
  it.each(["//api", "/a//b", "/a/./b", "/a/..", "/.", "/%2e/a", "/a/%2E%2e", "/a\\b"])("%s", (path) => expect(isUnnormalised(path)).toBe(true));
  it.each(["/", "/a/b", "/.well-known/x", "/a/...", "/a/..b", "/a%2Fb", "/a/b/"])("not %s", (path) => expect(isUnnormalised(path)).toBe(false));
});

describe("decodes", () => {
  it.each(["/a%2Fb", "/%F0%9F%98%80", "/plain"])("%s", (path) => expect(decodes(path)).toBe(true));
  it.each(["/%E0%A4%A", "/%", "/%zz", "/%ff"])("not %s", (path) => expect(decodes(path)).toBe(false));
});
