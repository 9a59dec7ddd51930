import type { IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
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
  it("gives slow headers, slow bodies and slow readers up in time, and keeps idle connections longer than a proxy does", () => {
    const server = createDoor({ env: { ...env, NODE_ENV: "production" }, isDoor: true, next: null });
    expect(server.headersTimeout).toBe(15_000);
    expect(server.requestTimeout).toBe(30_000);
    expect(server.timeout).toBe(120_000);
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

describe("what reaches Next", () => {
  /** The headers that stand behind the door, of a request that came with these. */
  async function behind(given: Record<string, string>, settings: Partial<typeof env> = {}): Promise<IncomingMessage["headers"]> {
    let seen: IncomingMessage["headers"] = {};
    const server = createDoor({
      env: { ...env, ...settings },
      isDoor: true,
      next: async (req, res) => {
        seen = req.headers;
        res.end();
      },
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/sign-in`, { method: "POST", headers: given });
    server.close();
    return seen;
  }

  it("does not hold what would speak for the server", async () => {
    const names = [
      ...["subrequest", "prefetch", "rewrite", "override-headers", "request-x-nonce", "anything-new"].map((name) => `x-middleware-${name}`),
      ...["x-nonce", "content-security-policy", "content-security-policy-report-only", "x-matched-path", "x-invoke-path", "x-invocation-id"],
      ...["x-now-route-matches", "x-vercel-id", "x-nextjs-data", "x-nextjs-rewrite", "x-prerender-revalidate", "next-resume", "x-next-resume-state-length"],
      ...["x-forwarded-host", "x-forwarded-proto", "x-forwarded-port", "x-forwarded-server", "forwarded"],
    ];
    const left = await behind(Object.fromEntries(names.map((name) => [name, "1"])));
    expect(names.filter((name) => left[name] !== undefined)).toEqual([]);
  });

  it("holds what the pages' own script sends", async () => {
    const own = { rsc: "1", "next-action": "a", "next-url": "/", "next-router-state-tree": "[]", "next-router-prefetch": "1", "x-deployment-id": "d" };
    expect(await behind(own)).toMatchObject(own);
  });

  it("is told who asks by this server alone", async () => {
    expect((await behind({ "x-forwarded-for": "192.0.2.1" }))["x-forwarded-for"]).toBe("127.0.0.1");
    expect((await behind({ "x-forwarded-for": "6.6.6.6, 192.0.2.1" }, { TRUST_PROXY: 1 }))["x-forwarded-for"]).toBe("192.0.2.1");
  });
});
