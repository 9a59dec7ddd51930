import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiAnswer, apiClient } from "#lib/testing/api-client.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** Rate limits, on a server of their own with small ones. */

let server: TestServer;
let openToFailures: TestServer;

beforeAll(async () => {
  const env = {
    RATE_LIMIT_KEY_WRITES: "1:3",
    RATE_LIMIT_WORKSPACE_WRITES: "1:5",
    RATE_LIMIT_KEY_READS: "1:4",
    RATE_LIMIT_WORKSPACE_READS: "off",
    RATE_LIMIT_FAILED_AUTH: "1:3",
  };
  [server, openToFailures] = await Promise.all([
    startServer({ role: "door", env }),
    startServer({ role: "door", env: { ...env, RATE_LIMIT_FAILED_AUTH: "off" } }),
  ]);
});

afterAll(() => Promise.all([server?.stop(), openToFailures?.stop()]));

const client = (apiKey: string | null) => apiClient(apiKey, server.url);
const event = (n: number) => ({ eventId: `limit-${n}`, reasonKey: "other" });
const seen = (answers: ApiAnswer[]) => answers.map(({ status }) => status);

async function times(count: number, call: (n: number) => Promise<ApiAnswer>): Promise<ApiAnswer[]> {
  const answers: ApiAnswer[] = [];
  for (let n = 0; n < count; n++) answers.push(await call(n));
  return answers;
}

describe("calls", () => {
  it("beyond a key's burst answer 429 with Retry-After, and pass again after it", async () => {
    const api = client((await makeWorkspace()).apiKey);
    const answers = await times(4, (n) => api.post(event(n)));
    expect(seen(answers)).toEqual([201, 201, 201, 429]);
    expect(answers.map(({ headers }) => /"key-writes";r=(\d+)/.exec(headers.get("ratelimit") ?? "")?.[1])).toEqual(["2", "1", "0", "0"]);
    expect(answers[0]?.headers.get("ratelimit-policy")).toBe('"workspace-writes";q=5;w=5, "key-writes";q=3;w=3');
    expect(answers[3]?.body.code).toBe("rate_limited");
    expect(answers[3]?.headers.get("retry-after")).toBe("1");
    expect((await api.get("limit-0")).status).toBe(200);
    await eventually(
      () => api.post(event(9)),
      ({ status }) => status === 201,
      1_500,
    );
    expect((await api.get("limit-3")).status).toBe(404);
  });

  it("of several keys share the workspace's limit, and leave other workspaces alone", async () => {
    const workspace = await makeWorkspace();
    const second = client((await workspace.makeKey()).apiKey);
    expect(seen(await times(3, (n) => client(workspace.apiKey).post(event(n))))).toEqual([201, 201, 201]);
    const answers = await times(3, (n) => second.post(event(10 + n)));
    expect(seen(answers)).toEqual([201, 201, 429]);
    expect(answers[2]?.body.detail).toContain("workspace");
    expect((await client((await makeWorkspace()).apiKey).post(event(0))).status).toBe(201);
  });

  it("that only read have a limit of their own; one that is off never fills", async () => {
    const api = client((await makeWorkspace()).apiKey);
    const answers = await times(5, () => api.list());
    expect(seen(answers)).toEqual([200, 200, 200, 200, 429]);
    expect(answers[4]?.headers.get("ratelimit-policy")).toMatch(/^"workspace-reads";q=999999999;w=1, "key-reads";q=4;w=4$/);
  });

  it("are limited before plan, content type and body are looked at", async () => {
    const api = client((await makeWorkspace({ plan: "core" })).apiKey);
    expect(seen(await times(3, () => api.post({})))).toEqual([403, 403, 403]);
    expect(seen([await api.call("POST", "/cancellations", { body: "x", headers: { "content-type": "text/plain" } })])).toEqual([429]);
  });
});

describe("failed authentication", () => {
  it("beyond the burst of an address answers 429; a key in use passes all the same", async () => {
    const { apiKey } = await makeWorkspace();
    expect((await client(apiKey).call("GET", "/reasons")).status).toBe(200);
    const attempts = [client(null), client("rbk_x"), client(`rbk_${"a".repeat(38)}`), client("x"), client(null)];
    const answers = await times(5, (n) => (attempts[n] as ReturnType<typeof client>).call("GET", "/reasons"));
    expect(seen(answers)).toEqual([401, 401, 401, 429, 429]);
    expect(answers[3]?.body).toMatchObject({ code: "rate_limited" });
    expect(answers[3]?.headers.get("retry-after")).toBe("1");
    expect(answers[3]?.headers.get("ratelimit")).toMatch(/^"failed-authentication";r=0;t=\d+$/);
    expect((await client(apiKey).call("GET", "/reasons")).status).toBe(200);
    await eventually(
      () => client("x").call("GET", "/reasons"),
      ({ status }) => status === 401,
      1_500,
    );
  });

  it("cannot be counted for somebody else by writing X-Forwarded-For", async () => {
    const answers = await times(5, (n) => client("x").call("GET", "/reasons", { headers: { "x-forwarded-for": `203.0.113.${n}` } }));
    expect(seen(answers)).toContain(429);
  });

  it("is never limited when its limit is off", async () => {
    expect(new Set(seen(await times(20, () => apiClient("x", openToFailures.url).call("GET", "/reasons"))))).toEqual(new Set([401]));
  });
});
