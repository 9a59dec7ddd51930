import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { baseUrl } from "#lib/testing/api-client.ts";
import { runCli } from "#lib/testing/cli.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { lookAtHealth } from "#lib/testing/health.ts";
import { makeOwnDatabase } from "#lib/testing/own-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { exchange, requestBytes } from "#lib/testing/wire.ts";

/** GET /api/health over HTTP: who gets the report, with which status, and what it says of a server that runs. */

const TOKEN = "health-token-of-the-tests";
let database: Awaited<ReturnType<typeof makeOwnDatabase>>;
let server: TestServer;

beforeAll(async () => {
  database = await makeOwnDatabase();
  server = await startServer({ env: { ...database.env, HEALTH_TOKEN: TOKEN, RATE_LIMIT_FAILED_AUTH: "0.001:5" } });
});
afterAll(async () => {
  await server?.stop();
  await database?.remove();
});

const ask = (query: string, headers: Record<string, string> = {}, method = "GET") => fetch(`${server.url}/api/health${query}`, { method, headers });
const bearer = { authorization: `Bearer ${TOKEN}` };

describe("plain health", () => {
  it.each(["", "?", "?deep", "?deep=0", "?deep=true", "?deep=11", "?DEEP=1", "?deep=%32", "?deep=0&deep=1", "?x=1"])(
    "answers %s with 200 and nothing else",
    async (query) => {
      const answer = await ask(query);
      expect([answer.status, await answer.text()]).toEqual([200, '{"status":"ok"}']);
      expect(answer.headers.get("cache-control")).toBe("no-store");
    },
  );

  it("is for GET and HEAD", async () => {
    expect((await ask("", {}, "HEAD")).status).toBe(200);
    expect((await ask("?deep=1", bearer, "POST")).status).toBe(405);
  });
});

describe("deep health", () => {
  it("is open to the token: 200 and the whole report", async () => {
    const answer = await eventually(
      () => lookAtHealth(server.url, TOKEN),
      // The loops tell of themselves with their first run.
      ({ report }) => report.status === "ok",
      10_000,
    );
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
    const { checks } = answer.report;
    expect(checks).toMatchObject({
      database: { state: "ok" },
      jobs: { state: "ok" },
      stripe: { state: "off" },
      webhooksIn: { state: "off" },
      notifications: { state: "off" },
    });
    expect(checks.database.figures).toMatchObject({ migrationsPending: 0, synchronousCommit: "on", poolMax: 10, poolWaiting: 0 });
    expect(checks.database.figures.connections).toBeGreaterThan(1);
    expect(checks.jobs.runs.map(({ name }) => name)).toEqual(expect.arrayContaining(["deliver-webhooks", "expire-sessions", "sweep-mails"]));
    expect(checks.jobs.runs.map(({ name }) => name)).not.toContain("send-mail");
  });

  it("answers HEAD with the same status and no body", async () => {
    const answer = await ask("?deep=1", bearer, "HEAD");
    expect([answer.status, await answer.text()]).toEqual([200, ""]);
  });

  it("asks its surroundings at most once a second, however many look", async () => {
    const reports = await Promise.all(Array.from({ length: 50 }, async () => (await ask("?deep=1", bearer)).text()));
    expect(new Set(reports.map((text) => (JSON.parse(text) as { checkedAt: string }).checkedAt)).size).toBeLessThanOrEqual(2);
  });

  it("says 503 when something is critical, and what to do", async () => {
    const closed = await makeOwnDatabase();
    const door = await startServer({ role: "door", env: { ...closed.env, HEALTH_TOKEN: TOKEN } });
    try {
      const owner = new pg.Client({ connectionString: closed.env.DATABASE_OWNER_URL });
      await owner.connect();
      await owner.query("delete from _prisma_migrations where migration_name = (select max(migration_name) from _prisma_migrations)");
      await owner.end();
      const answer = await lookAtHealth(door.url, TOKEN);
      expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "10"]);
      expect(answer.report).toMatchObject({ status: "critical", checks: { database: { state: "critical", action: "Run npm run db:migrate." } } });
      expect((await fetch(`${door.url}/api/health`)).status).toBe(200);
      const table = await runCli(["health"], closed.env);
      expect([table.exitCode, table.stderr]).toEqual([1, ""]);
      expect(table.stdout).toMatch(/^Database +critical .*Run npm run db:migrate\.$/m);
    } finally {
      await door.stop();
      await closed.remove();
    }
  });

  it("is the same where the pages are served apart from the API", async () => {
    const web = await startServer({ role: "web", env: { ...database.env, HEALTH_TOKEN: TOKEN } });
    try {
      const plain = await fetch(`${web.url}/api/health`);
      expect([plain.status, await plain.text()]).toEqual([200, '{"status":"ok"}']);
      expect((await fetch(`${web.url}/api/health?deep=1`)).status).toBe(401);
      // Next would answer a path of its own with or without it.
      expect((await fetch(`${web.url}/api/health/`)).status).toBe(404);
      const { status, report } = await lookAtHealth(web.url, TOKEN);
      expect([status, report.checks.database.state]).toEqual([200, "ok"]);
    } finally {
      await web.stop();
    }
  });

  it("is closed without a token: 401, even where the request brings one", async () => {
    for (const headers of [{}, { authorization: "Bearer " }, bearer]) {
      const answer = await fetch(`${baseUrl()}/api/health?deep=1`, { headers: headers as Record<string, string> });
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: "unauthenticated", detail: expect.stringContaining("set HEALTH_TOKEN") });
    }
  });

  it("refuses what is not exactly the token, at first with 401, then with 429; and logs none of it", async () => {
    const wrong = [{}, { authorization: TOKEN }, { authorization: `Basic ${TOKEN}` }, { authorization: `Bearer ${TOKEN}x` }, { "x-api-key": TOKEN }];
    for (const headers of wrong) {
      const answer = await ask("?deep=1", headers as Record<string, string>);
      expect([headers, answer.status]).toEqual([headers, 401]);
      expect(answer.headers.get("www-authenticate")).toMatch(/^Bearer/);
      expect(answer.headers.get("cache-control")).toBe("no-store");
      expect(await answer.json()).toMatchObject({ code: "unauthenticated", title: "Missing or invalid token" });
    }
    for (const headers of [{ authorization: "Bearer guess" }, bearer]) {
      const answer = await ask("?deep=1", headers);
      expect([answer.status, Number(answer.headers.get("retry-after")) > 0]).toEqual([429, true]);
    }
    // Wrong API keys are counted apart, and plain health is never limited.
    expect((await fetch(`${server.url}/api/v1/reasons`)).status).toBe(401);
    expect((await ask("")).status).toBe(200);
    expect(server.output()).toContain('"status":401');
    expect(server.output()).not.toContain(TOKEN);
  });

  it("takes two Authorization headers for none", async () => {
    const [answer] = await exchange(
      server.url,
      requestBytes("GET", "/api/health?deep=1", [`Authorization: Bearer ${TOKEN}`, "Authorization: Bearer x", "Connection: close"]),
    );
    expect(answer?.status).toBeGreaterThanOrEqual(400);
  });
});
