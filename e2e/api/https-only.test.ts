import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { exchange } from "#lib/testing/wire.ts";

/** Behind https every answer says that the host is never to be asked without it. */

const HSTS = "max-age=31536000";

describe("every answer of a server behind https", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ env: { APP_URL: "https://app.example.com" } });
  });
  afterAll(() => server?.stop());

  it.each([
    ["GET", "/", 200],
    ["GET", "/dashboard", 307],
    ["GET", "/icon.svg", 200],
    ["GET", "/api/health", 200],
    ["GET", "/api/v1/openapi.json", 200],
    ["GET", "/api/v1/reasons", 401],
    ["GET", "/api/auth/csrf", 200],
    ["GET", "/nothing-here", 404],
    ["GET", "/a//b", 404],
    ["GET", "/%ff", 400],
    ["POST", "/api/v1/reasons", 405],
  ])("%s %s says so, once", async (method, path, status) => {
    const answer = await fetch(server.url + path, { method, redirect: "manual" });
    expect([answer.status, answer.headers.get("strict-transport-security")]).toEqual([status, HSTS]);
  });

  it("says so where the request was no HTTP", async () => {
    const [answer] = await exchange(server.url, "NONSENSE / HTTP/1.1\r\n\r\n");
    expect([answer?.status, answer?.headers["strict-transport-security"]]).toEqual([400, HSTS]);
  });
});

it("is not said without https", async () => {
  for (const path of ["/", "/api/health"]) expect((await fetch(process.env.TEST_SERVER_URL + path)).headers.has("strict-transport-security")).toBe(false);
});
