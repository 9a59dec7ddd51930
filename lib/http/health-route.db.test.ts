import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { healthReport } from "#lib/features/health/model/report.ts";
import { useOwnDatabase } from "#lib/testing/own-database.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { GET, HEAD } from "../../app/api/health/route.ts";
import { answerHealth } from "./health.ts";

/** Next's own route of health. Our server answers before Next in every role; this is what a bare Next would say: the same. */

const TOKEN = "health-token-of-the-tests";
const bearer = { authorization: `Bearer ${TOKEN}` };

let database: Awaited<ReturnType<typeof useOwnDatabase>> | undefined;

beforeAll(async () => {
  vi.stubEnv("HEALTH_TOKEN", TOKEN);
  vi.stubEnv("LOG_LEVEL", "fatal");
  vi.stubEnv("RATE_LIMIT_FAILED_AUTH", "0.001:10");
  database = await useOwnDatabase();
  await ownerQuery("delete from _prisma_migrations where migration_name = (select max(migration_name) from _prisma_migrations)");
});
afterAll(() => database?.remove());

const request = (query: string, headers: Record<string, string>, method = "GET") => new Request(`http://127.0.0.1/api/health${query}`, { method, headers });

/** What the door says to the same, less the names of calls and times. */
async function fromDoor(query: string, headers: Record<string, string>) {
  const { status, headers: sent } = await answerHealth({
    method: "GET",
    rawQuery: query.slice(1),
    header: (name) => headers[name],
    ip: headers["x-forwarded-for"] ?? "unknown",
  });
  return { status, type: sent["Content-Type"], cache: sent["Cache-Control"], challenge: sent["WWW-Authenticate"] ?? null };
}

const seen = ({ status, headers }: Response) => ({
  status,
  type: headers.get("content-type"),
  cache: headers.get("cache-control"),
  challenge: headers.get("www-authenticate"),
});

describe("the route of Next", () => {
  it.each<[string, Record<string, string>, number]>([
    ["", {}, 200],
    ["?x=1", bearer, 200],
    ["?deep=1", {}, 401],
    ["?deep=1", { authorization: "Bearer guess", "x-forwarded-for": "192.0.2.7" }, 401],
  ])("answers %s with %o as the door does: %i", async (query, headers, status) => {
    const answer = await GET(request(query, headers));
    expect(answer.status).toBe(status);
    expect(seen(answer)).toEqual(await fromDoor(query, headers));
    expect(await HEAD(request(query, headers, "HEAD"))).toMatchObject({ status, body: null });
  });

  it("says in plain health that it lives, and no more", async () => {
    expect(await (await GET(request("", {}))).text()).toBe('{"status":"ok"}');
  });

  it("gives the token the whole report, with the status of the door's", async () => {
    const answer = await GET(request("?deep=1", bearer));
    expect(seen(answer)).toEqual(await fromDoor("?deep=1", bearer));
    const report = healthReport.parse(await answer.json());
    expect([answer.status, answer.headers.get("retry-after")]).toEqual([503, "10"]);
    expect(report).toMatchObject({ status: "critical", checks: { database: { state: "critical", action: "Run npm run db:migrate." } } });
  });

  it("counts wrong tokens by the address that the server puts there", async () => {
    const guess = () => GET(request("?deep=1", { authorization: "Bearer guess", "x-forwarded-for": "192.0.2.8" }));
    let last = await guess();
    for (let i = 0; i < 20 && last.status === 401; i++) last = await guess();
    expect([last.status, Number(last.headers.get("retry-after")) > 0]).toEqual([429, true]);
    expect((await GET(request("?deep=1", { ...bearer, "x-forwarded-for": "192.0.2.9" }))).status).toBe(503);
  });
});
