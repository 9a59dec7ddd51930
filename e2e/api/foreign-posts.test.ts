import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baseUrl } from "#lib/testing/api-client.ts";
import { cliJson } from "#lib/testing/cli.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";

/** Forms and server actions that another site sends in a visitor's name: refused before the pages see them. */

let server: TestServer;
beforeAll(async () => {
  // A worker would write lines of its own.
  server = await startServer({ role: "door,web", env: { APP_URL: "http://app.example.com", LOG_LEVEL: "info" } });
});
afterAll(() => server?.stop());

const foreign = {
  "another origin": { origin: "https://evil.example" },
  "another origin of the same name": { origin: "https://app.example.com" },
  "an opaque origin": { origin: "null" },
  "an opaque origin, whatever else is said": { origin: "null", "sec-fetch-site": "same-origin" },
  "another site": { "sec-fetch-site": "cross-site" },
  "another host of the same site": { "sec-fetch-site": "same-site", origin: "http://www.example.com" },
} as const;

const post = (path: string, headers: Record<string, string>, method = "POST") =>
  fetch(server.url + path, { method, redirect: "manual", headers, body: new URLSearchParams({ email: "ada@example.com" }) });

describe("a request that would change something", () => {
  it.each(Object.entries(foreign))("from %s is refused in our words", async (_, headers) => {
    const answer = await post("/sign-up", { ...headers, "next-action": "0".repeat(42) });
    expect([answer.status, answer.headers.get("content-type")]).toEqual([403, "text/plain; charset=utf-8"]);
    expect(await answer.text()).toMatch(/^This was sent from another site/);
    expect(Object.fromEntries(["cache-control", "x-content-type-options", "x-frame-options"].map((name) => [name, answer.headers.get(name)]))).toEqual({
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "x-frame-options": "DENY",
    });
    expect(answer.headers.get("content-security-policy")).toBe("default-src 'none'; frame-ancestors 'none'");
    expect(answer.headers.get("x-request-id")).toMatch(/^req_/);
  });

  it.each(["PUT", "PATCH", "DELETE"])("is refused with %s too", async (method) => {
    expect((await post("/dashboard", { origin: "https://evil.example" }, method)).status).toBe(403);
  });

  it("leaves one line of JSON in the log, without what the path may hold", async () => {
    const before = server.output().length;
    const answer = await post("/reset/a-secret-token?x=1", { origin: "https://evil.example" });
    const added = server.output().slice(before);
    expect(
      added
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([{ requestId: answer.headers.get("x-request-id"), method: "POST", page: "/reset", status: 403, code: "forbidden", msg: "page refused" }]);
    expect(added).not.toContain("a-secret-token");
  });

  it.each([
    ["of the public address", { origin: "http://app.example.com" }],
    ["that the browser calls ours", { origin: "http://127.0.0.1:3000", "sec-fetch-site": "same-origin" }],
    ["of no browser", {}],
  ])("from a form %s passes", async (_, headers) => {
    const answer = await post("/sign-up", headers as Record<string, string>);
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("<html");
  });
});

describe("a server action behind a proxy that rewrites Host", () => {
  it("is not refused by Next for the Host that it sees", async () => {
    const answer = await post("/sign-up", { origin: "http://app.example.com", "next-action": "0".repeat(42) });
    // There is no such action; what matters is that it was looked for.
    expect(answer.headers.get("x-nextjs-action-not-found")).toBe("1");
  });
});

describe("the API", () => {
  it("is called from any origin: the key decides", async () => {
    const { slug } = await cliJson<{ slug: string }>("workspace", "create", "--name", `Foreign ${randomUUID()}`, "--plan", "advanced");
    const { apiKey } = await cliJson<{ apiKey: string }>("key", "create", slug, "--name", "Browser");
    const answer = await fetch(`${baseUrl()}/api/v1/reasons`, {
      headers: { authorization: `Bearer ${apiKey}`, origin: "https://evil.example", "sec-fetch-site": "cross-site" },
    });
    expect(answer.status).toBe(200);
    const posted = await fetch(`${baseUrl()}/api/v1/cancellations`, { method: "POST", headers: { origin: "https://evil.example" }, body: "{}" });
    expect(posted.status).toBe(401);
  });

  it("and hosted pages are not the dashboard's", async () => {
    expect((await post("/s/none", { origin: "https://merchant.example" })).status).toBe(404);
  });
});

describe("reading", () => {
  it("is possible by a link from anywhere", async () => {
    const answer = await fetch(`${server.url}/sign-up`, { headers: { "sec-fetch-site": "cross-site", origin: "https://evil.example" } });
    expect(answer.status).toBe(200);
  });
});
