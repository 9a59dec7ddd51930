import { beforeAll, describe, expect, it } from "vitest";
import { type ApiAnswer, apiClient } from "#lib/testing/api-client.ts";
import { problems } from "#lib/testing/contract.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** What every answer of the API carries, whatever it says. */

const answers = new Map<string, ApiAnswer>();

beforeAll(async () => {
  const { apiKey } = await makeWorkspace();
  const api = apiClient(apiKey);
  const locked = await makeWorkspace();
  await locked.setAccess("read_only");
  const event = { eventId: "e", reasonKey: "other" };
  const add = async (name: string, call: Promise<ApiAnswer>) => void answers.set(name, await call);
  await add("201", api.post(event));
  await add("200 of a replay", api.post(event));
  await add("200 of an update", api.patch("e", { outcome: "churned" }));
  await add("200 of one", api.get("e"));
  await add("200 of a list", api.list());
  await add("200 of the reasons", api.call("GET", "/reasons"));
  await add("200 of the contract", apiClient(null).call("GET", "/openapi.json"));
  await add("200 to HEAD", api.call("HEAD", "/cancellations"));
  await add("400 of a field", api.post({}));
  await add("400 of JSON", api.post("{"));
  await add("400 of a path", api.call("GET", "/cancellations/%ff"));
  await add("401", apiClient("x").list());
  await add("402", apiClient(locked.apiKey).post(event));
  await add("403", apiClient((await makeWorkspace({ plan: "core" })).apiKey).list());
  await add("404 of an event", api.get("missing"));
  await add("404 of a path", api.call("GET", "/nothing"));
  await add("404 of the base", api.call("GET", ""));
  await add("404 of a trailing slash", api.call("GET", "/cancellations/"));
  await add("405", api.call("DELETE", "/cancellations/e"));
  await add("405 to OPTIONS", api.call("OPTIONS", "/cancellations"));
  await add("409", api.patch("e", { outcome: "churned", environment: "sandbox" }));
  await add("413", api.post("x".repeat(70_000)));
  await add("415", api.call("POST", "/cancellations", { body: "x", headers: { "content-type": "text/csv" } }));
  await add("422", api.post({ ...event, userId: "other" }, { prefer: "handling=strict" }));
});

const LIMIT = /^"[a-z-]+";r=\d+;t=\d+(, "[a-z-]+";r=\d+;t=\d+)*$/;
const POLICY = /^"[a-z-]+";q=\d+;w=[1-9]\d*(, "[a-z-]+";q=\d+;w=[1-9]\d*)*$/;
const names = (header: string | null) => [...(header ?? "").matchAll(/"([a-z-]+)"/g)].map((match) => match[1]);

describe("every answer", () => {
  it("has the status it was asked for", () => {
    expect([...answers].filter(([name, { status }]) => !name.startsWith(String(status)))).toEqual([]);
    expect(new Set([...answers.values()].map(({ status }) => status)).size).toBe(12);
  });

  it("has a request id of its own", () => {
    const ids = [...answers.values()].map(({ headers }) => headers.get("x-request-id"));
    for (const id of ids) expect(id).toMatch(/^req_[0-9A-Za-z]{12,}$/);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it("never takes its request id from the caller", async () => {
    const { headers } = await apiClient(null).call("GET", "/reasons", { headers: { "x-request-id": "req_mine" } });
    expect(headers.get("x-request-id")).not.toBe("req_mine");
  });

  it("says the limits and what is left, under the same names", () => {
    for (const [name, { headers }] of answers) {
      expect(headers.get("ratelimit"), name).toMatch(LIMIT);
      expect(headers.get("ratelimit-policy"), name).toMatch(POLICY);
      expect(names(headers.get("ratelimit")), name).toEqual(names(headers.get("ratelimit-policy")));
    }
    expect(names(answers.get("201")?.headers.get("ratelimit") ?? null)).toEqual(["workspace-writes", "key-writes"]);
    expect(names(answers.get("200 of a list")?.headers.get("ratelimit") ?? null)).toEqual(["workspace-reads", "key-reads"]);
    expect(names(answers.get("401")?.headers.get("ratelimit") ?? null)).toEqual(["failed-authentication"]);
  });

  it("is not to be stored, guessed at, or tried again later", () => {
    for (const [name, { headers }] of answers) {
      expect(headers.get("cache-control"), name).toBe("no-store");
      expect(headers.get("x-content-type-options"), name).toBe("nosniff");
      for (const absent of ["retry-after", "etag", "set-cookie", "location", "x-powered-by"]) expect(headers.has(absent), `${name}: ${absent}`).toBe(false);
    }
  });

  it("is JSON, or a problem of RFC 9457 with its code's status and title", () => {
    const fields = ["type", "title", "status", "detail", "code", "requestId"];
    for (const [name, { status, headers, body, text }] of answers) {
      if (status < 400) {
        expect(headers.get("content-type"), name).toBe("application/json; charset=utf-8");
        continue;
      }
      expect(headers.get("content-type"), name).toBe("application/problem+json; charset=utf-8");
      expect(Object.keys(body), name).toEqual(name === "400 of a field" || name === "400 of a path" || status === 422 ? [...fields, "errors"] : fields);
      expect(problems()[body.code], name).toMatchObject({ status: body.status, title: body.title });
      expect(body.status, name).toBe(status);
      expect(body.type, name).toMatch(new RegExp(`^https?://[^/]+/docs/errors#${body.code}$`));
      expect(body.requestId, name).toBe(headers.get("x-request-id"));
      expect(body.detail, name).toMatch(/^[A-Za-z].*[a-z0-9).]$/s);
      expect(text, name).not.toMatch(/postgres|select |\.ts:|node_modules|stack|zod/i);
    }
  });

  it("adds Allow to 405, a challenge to 401, and nothing to HEAD's body", () => {
    expect(answers.get("405")?.headers.get("allow")).toBe("GET, HEAD, PATCH");
    expect(answers.get("405 to OPTIONS")?.headers.get("allow")).toBe("POST, GET, HEAD");
    expect(answers.get("401")?.headers.get("www-authenticate")).toContain("Bearer");
    expect(answers.get("200 to HEAD")?.text).toBe("");
  });
});
