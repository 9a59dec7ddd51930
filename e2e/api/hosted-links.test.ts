import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ApiAnswer, type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { allowReturn, RETURN_URL } from "#lib/testing/hosted.ts";
import { linkOf, visit } from "#lib/testing/hosted-visitor.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** POST /cancel-link: fields and their other spellings, answers, idempotency, who may call it. */

/** The contract's promise, and what the poll itself may take. */
const IN_FORCE_MS = 5_250;

let workspace: TestWorkspace;
let api: ApiClient;

beforeAll(async () => {
  workspace = await makeWorkspace();
  await allowReturn(workspace.ctx);
  api = apiClient(workspace.apiKey);
});

const ask = (body: unknown, headers: Record<string, string> = {}, client = api) => client.call("POST", "/cancel-link", { body, headers });
const seen = (answer: ApiAnswer) => [answer.status, answer.body.code];

interface Session {
  userId: string;
  environment: string;
  return_url: string;
  context: object;
  metadata: object | null;
  flowVersion: number;
  status: string;
  created_at: string;
  expires_at: string;
}

async function stored(answer: ApiAnswer, client = api): Promise<Session> {
  expect(answer.status, answer.text).toBe(200);
  const found = await client.call("GET", `/cancel-sessions/${linkOf(answer).session_id}`);
  expect(found.status).toBe(200);
  return found.body as unknown as Session;
}

describe("a link", () => {
  it("is answered in the contract's shape, opens its session, and lives half an hour", async () => {
    const before = Date.now();
    const answer = await ask({ userId: "user_456" });
    expect(answer.status).toBe(200);
    const link = linkOf(answer);
    expect(Object.keys(link)).toEqual(["url", "expires_at", "environment", "session_id"]);
    expect(link).toMatchObject({ environment: "prod", session_id: expect.stringMatching(/^cxs_[1-9A-HJ-NP-Za-km-z]{24}$/) });
    expect(link.url).toMatch(/^http:\/\/[^/]+\/s\/[\w-]{64}$/);
    const life = Date.parse(link.expires_at) - before;
    expect(life).toBeGreaterThanOrEqual(30 * 60_000);
    expect(life).toBeLessThan(31 * 60_000);
    // Nothing is known of the customer's law, so the strictest holds: first the confirmation.
    expect((await visit(link.url)).headers.get("location")).toBe(`${new URL(link.url).pathname}/confirm`);
    expect(await stored(answer)).toMatchObject({ userId: "user_456", status: "opened", return_url: RETURN_URL, flowVersion: 0, metadata: null });
  });

  it("never follows the host that the call was made to", async () => {
    const answer = await ask({ userId: "u" }, { "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" });
    expect(linkOf(answer).url).toMatch(/^http:\/\/(localhost|127\.0\.0\.1|\[::1\]):/);
  });

  it("has nothing in common with the next one, and is not told apart by its session's id", async () => {
    const [a, b] = [linkOf(await ask({ userId: "u" })), linkOf(await ask({ userId: "u" }))];
    expect(a.session_id).not.toBe(b.session_id);
    expect(a.url.split("/s/")[1]?.slice(22)).not.toBe(b.url.split("/s/")[1]?.slice(22));
    expect(a.url).not.toContain(a.session_id.slice(4, 26));
  });

  it("lives as long as the published flow says", async () => {
    const own = await makeWorkspace();
    await allowReturn(own.ctx);
    await publish(own, { linkLifeMinutes: 5 });
    const answer = await ask({ userId: "u" }, {}, apiClient(own.apiKey));
    const session = await stored(answer, apiClient(own.apiKey));
    expect(Date.parse(session.expires_at) - Date.parse(session.created_at)).toBe(5 * 60_000);
    expect(session.flowVersion).toBe(1);
  });
});

async function publish({ ctx }: TestWorkspace, config: object): Promise<void> {
  await ownerQuery("insert into flow_versions (workspace_id, version, config, published_at) values ($1, 1, $2, now())", [
    ctx.workspace.id,
    JSON.stringify(config),
  ]);
  await ownerQuery("insert into flows (workspace_id, draft, draft_saved_at, published_version) values ($1, '{}', now(), 1)", [ctx.workspace.id]);
}

describe("its fields", () => {
  const whole = {
    userId: "ü🦊 user/456",
    returnUrl: "https://shop.example.com/back?x=1",
    environment: "sandbox",
    context: { plan: "pro", mrr: 129.5, tenureDays: 42 },
    metadata: { source: "settings", user_id: "kept as it is", n: 1, b: true, z: null },
    locale: "pt-BR",
    region: "US-MN",
    customerType: "b2c",
    display: { productName: "Shop", planName: "Pro", effectiveAt: "2027-01-31" },
    customer: { email: "jo@example.com" },
  };
  const snake = {
    user_id: whole.userId,
    return_url: whole.returnUrl,
    environment: "sandbox",
    context: { plan: "pro", mrr: 129.5, tenure_days: 42 },
    metadata: whole.metadata,
    locale: "pt-BR",
    region: "US-MN",
    customer_type: "b2c",
    display: { product_name: "Shop", plan_name: "Pro", effective_at: "2027-01-31" },
    customer: { email: "jo@example.com" },
  };

  it.each([
    ["camelCase", whole],
    ["snake_case", snake],
  ])("all of them, in %s", async (_name, body) => {
    expect(await stored(await ask(body))).toMatchObject({
      userId: whole.userId,
      environment: "sandbox",
      return_url: whole.returnUrl,
      context: whole.context,
      metadata: whole.metadata,
    });
  });

  const accepted: [name: string, fields: object][] = [
    ["userId of 255 characters", { userId: "🦊".repeat(255) }],
    ["userId of one character", { userId: "0" }],
    ["a country", { region: "DE" }],
    ["display.effectiveAt with a time", { display: { effectiveAt: "2027-01-31T00:00:00+01:00" } }],
    ["empty objects", { context: {}, metadata: {}, display: {}, customer: {} }],
    ["mrr of 0 and of a billion", { context: { mrr: 0, tenureDays: 36_500 } }],
  ];
  it.each(accepted)("accepted: %s", async (_name, fields) => {
    expect((await ask({ userId: "u", ...fields })).status).toBe(200);
  });

  const refused: [name: string, fields: unknown, path: string][] = [
    ["userId absent", { userId: undefined }, "userId"],
    ["userId empty", { userId: "" }, "userId"],
    ["userId null", { userId: null }, "userId"],
    ["userId a number", { userId: 456 }, "userId"],
    ["userId of 256 characters", { userId: "x".repeat(256) }, "userId"],
    ["environment unknown", { environment: "live" }, "environment"],
    ["returnUrl null", { returnUrl: null }, "returnUrl"],
    ["returnUrl of 2,049 characters", { returnUrl: `https://shop.example.com/${"x".repeat(2_024)}` }, "returnUrl"],
    ["locale that is none", { locale: "klingon, mostly" }, "locale"],
    ["region in lower case", { region: "de" }, "region"],
    ["region that is a name", { region: "Germany" }, "region"],
    ["customerType unknown", { customerType: "B2B" }, "customerType"],
    ["mrr negative", { context: { mrr: -0.01 } }, "context.mrr"],
    ["tenureDays with a fraction", { context: { tenureDays: 1.5 } }, "context.tenureDays"],
    ["tenure_days with a fraction", { context: { tenure_days: 1.5 } }, "context.tenureDays"],
    ["metadata nested", { metadata: { a: {} } }, "metadata.a"],
    ["effectiveAt that is no date", { display: { effectiveAt: "tomorrow" } }, "display.effectiveAt"],
    ["email that is none", { customer: { email: "jo" } }, "customer.email"],
    ["a field of the ledger", { eventId: "e" }, "eventId"],
    ["a field that nobody knows", { colour: "red" }, "colour"],
    ["a field in context that nobody knows", { context: { tenure: 1 } }, "context.tenure"],
    ["an alias where it does not belong", { tenure_days: 3 }, "tenure_days"],
    ["an alias in another object", { customer: { user_id: "u" } }, "customer.user_id"],
    ["both spellings, the same value", { user_id: "u" }, "user_id"],
    ["both spellings of returnUrl", { returnUrl: RETURN_URL, return_url: "https://evil.example" }, "return_url"],
    ["both spellings in context", { context: { tenureDays: 1, tenure_days: 1 } }, "context.tenure_days"],
    ["both spellings in display", { display: { planName: "a", plan_name: "b" } }, "display.plan_name"],
  ];
  it.each(refused)("refused: %s", async (_name, fields, path) => {
    const answer = await ask({ userId: "u", ...(fields as object) });
    expect(seen(answer)).toEqual([400, "validation_failed"]);
    expect(answer.body.errors.map((error) => error.path)).toEqual([path]);
  });

  it("says of a field that came under both its names that it did", async () => {
    const answer = await ask({ userId: "u", user_id: "u", context: { tenureDays: 1, tenure_days: 1 } });
    expect(answer.body.errors).toEqual([
      { path: "user_id", code: "given_twice", message: "is another name of userId, which is given too; send one of them" },
      { path: "context.tenure_days", code: "given_twice", message: "is another name of context.tenureDays, which is given too; send one of them" },
    ]);
  });

  it.each([
    ["a list", []],
    ["null", null],
    ["text", '"x"'],
  ])("refused: %s", async (_name, body) => expect(seen(await ask(typeof body === "string" ? body : JSON.stringify(body)))).toEqual([400, "validation_failed"]));
});

describe("Idempotency-Key", () => {
  it("gives one session to fifty calls at once, and to a later one", async () => {
    const key = { "idempotency-key": crypto.randomUUID() };
    const answers = await Promise.all(Array.from({ length: 50 }, () => ask({ userId: "u50", locale: "de" }, key)));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect((await ask({ userId: "u50", locale: "de" }, key)).text).toBe(answers[0]?.text);
    const [row] = await ownerQuery<{ count: number }>("select count(*)::int as count from cancel_sessions where workspace_id = $1 and user_id = 'u50'", [
      workspace.ctx.workspace.id,
    ]);
    expect(row?.count).toBe(1);
  });

  it("knows a body by what it says, not by how it is spelt", async () => {
    const key = { "idempotency-key": "spelling ~!" };
    const first = await ask({ userId: "u", context: { plan: "p", tenureDays: 1 } }, key);
    expect((await ask({ context: { tenure_days: 1, plan: "p" }, environment: "prod", user_id: "u" }, key)).text).toBe(first.text);
  });

  it.each([
    ["another customer", { userId: "other" }],
    ["another return URL", { userId: "u", returnUrl: "https://shop.example.com/else" }],
    ["more than before", { userId: "u", metadata: { a: 1 } }],
  ])("with %s is a 409", async (_name, body) => {
    const key = { "idempotency-key": crypto.randomUUID() };
    expect((await ask({ userId: "u" }, key)).status).toBe(200);
    expect(seen(await ask(body, key))).toEqual([409, "idempotency_key_reused"]);
  });

  it("of fifty calls with two bodies lets one of the bodies win", async () => {
    const key = { "idempotency-key": crypto.randomUUID() };
    const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => ask({ userId: `u${n % 2}` }, key)));
    const won = answers.filter(({ status }) => status === 200);
    expect(won).toHaveLength(25);
    expect(new Set(won.map(({ text }) => text)).size).toBe(1);
    expect(new Set(answers.filter(({ status }) => status !== 200).map((answer) => answer.body.code))).toEqual(new Set(["idempotency_key_reused"]));
  });

  it("belongs to its workspace and environment", async () => {
    const own = await makeWorkspace();
    await allowReturn(own.ctx);
    const key = { "idempotency-key": "shared" };
    const links = [
      await ask({ userId: "u" }, key),
      await ask({ userId: "u", environment: "sandbox" }, key),
      await ask({ userId: "u" }, key, apiClient(own.apiKey)),
    ];
    expect(new Set(links.map((answer) => linkOf(answer).session_id)).size).toBe(3);
  });

  it.each([
    ["empty", ""],
    ["of 256 characters", "x".repeat(256)],
    ["beyond ASCII", "caf\u00e9"],
  ])("that is %s is a 400", async (_name, key) => expect(seen(await ask({ userId: "u" }, { "idempotency-key": key }))).toEqual([400, "bad_request"]));
});

describe("where it leads back to", () => {
  it("must be named by the call or by the workspace: else 409, in whatever environment", async () => {
    const own = await makeWorkspace();
    const client = apiClient(own.apiKey);
    expect(seen(await ask({ userId: "u" }, {}, client))).toEqual([409, "return_url_missing"]);
    expect(seen(await ask({ userId: "u", environment: "sandbox" }, {}, client))).toEqual([409, "return_url_missing"]);
    const named = await ask({ userId: "u", returnUrl: RETURN_URL }, {}, client);
    expect([...seen(named), named.body.errors.map(({ path, code }) => [path, code])]).toEqual([
      400,
      "validation_failed",
      [["returnUrl", "return_url_not_allowed"]],
    ]);
    await allowReturn(own.ctx);
    expect((await ask({ userId: "u" }, {}, client)).status, "an origin that was just allowed works at once").toBe(200);
  });
});

describe("who may call it", () => {
  it("Core too", async () => {
    const core = await makeWorkspace({ plan: "core" });
    await allowReturn(core.ctx);
    expect((await ask({ userId: "u" }, {}, apiClient(core.apiKey))).status).toBe(200);
  });

  it("not the demo, nobody, a stranger, or a sandbox-only key for prod", async () => {
    const demo = await makeWorkspace({ isDemo: true });
    expect(seen(await ask({ userId: "u" }, {}, apiClient(demo.apiKey)))).toEqual([403, "demo_workspace"]);
    for (const key of [null, "rbk_nobody's"]) expect(seen(await ask({ userId: "u" }, {}, apiClient(key)))).toEqual([401, "unauthenticated"]);
    const sandboxOnly = apiClient((await workspace.makeKey({ environments: "sandbox" })).apiKey);
    expect(seen(await ask({ userId: "u" }, {}, sandboxOnly))).toEqual([403, "sandbox_only_key"]);
    expect((await ask({ userId: "u", environment: "sandbox" }, {}, sandboxOnly)).status).toBe(200);
  });

  it("not a read-only workspace: 402 for a new link, while the replay of one is still 200", async () => {
    const own = await makeWorkspace();
    await allowReturn(own.ctx);
    const client = apiClient(own.apiKey);
    const key = { "idempotency-key": "before" };
    const first = await ask({ userId: "u" }, key, client);
    await own.setAccess("read_only");
    const refused = await eventually(
      () => ask({ userId: "u" }, {}, client),
      ({ status }) => status === 402,
      IN_FORCE_MS,
    );
    expect(refused.body.code).toBe("workspace_read_only");
    expect((await ask({ userId: "u" }, key, client)).text).toBe(first.text);
    expect((await visit(linkOf(first).url)).status).toBeLessThan(400);
    await own.setAccess("active");
    await eventually(
      () => ask({ userId: "u" }, {}, client),
      ({ status }) => status === 200,
      IN_FORCE_MS,
    );
  });
});

describe("a call with two faults is answered for the one that is checked first", () => {
  const TOO_LARGE = JSON.stringify({ userId: "x".repeat(66_000) });
  const TEXT = { "content-type": "text/plain" };
  let readOnly: ApiClient;
  let demo: ApiClient;

  beforeAll(async () => {
    const locked = await makeWorkspace({ access: "read_only" });
    readOnly = apiClient(locked.apiKey);
    demo = apiClient((await makeWorkspace({ isDemo: true })).apiKey);
  });

  it("401, 403, 415, 413, 400, replay, 400 of state, 402, 409", async () => {
    expect(seen(await ask("{", TEXT, apiClient("rbk_x")))).toEqual([401, "unauthenticated"]);
    expect(seen(await ask("{", TEXT, demo))).toEqual([403, "demo_workspace"]);
    expect(seen(await ask(TOO_LARGE, TEXT))).toEqual([415, "unsupported_media_type"]);
    expect(seen(await ask("{".repeat(70_000)))).toEqual([413, "payload_too_large"]);
    expect(seen(await ask("{"))).toEqual([400, "malformed_json"]);
    expect(seen(await ask({}, {}, readOnly))).toEqual([400, "validation_failed"]);
    expect(seen(await ask({ userId: "u", returnUrl: RETURN_URL }, {}, readOnly))).toEqual([400, "validation_failed"]);
    expect(seen(await ask({ userId: "u" }, {}, readOnly)), "before the 409 of a missing return URL").toEqual([402, "workspace_read_only"]);
  });

  it("an unknown path and a wrong method come before everything", async () => {
    expect(seen(await apiClient(null).call("POST", "/cancel-links"))).toEqual([404, "not_found"]);
    const wrong = await apiClient(null).call("GET", "/cancel-link");
    expect([...seen(wrong), wrong.headers.get("allow")]).toEqual([405, "method_not_allowed", "POST"]);
    expect(seen(await api.call("POST", "/cancel-link?userId=u", { body: { userId: "u" } }))).toEqual([400, "validation_failed"]);
  });
});

describe("limits", () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startServer({ role: "door", env: { RATE_LIMIT_KEY_WRITES: "1:2", RATE_LIMIT_KEY_READS: "1:1" } });
  });
  afterAll(() => server?.stop());

  it("count links and verifications as writes, diagnostics as reads, and come before the plan", async () => {
    const own = await makeWorkspace({ plan: "core" });
    await allowReturn(own.ctx);
    const client = apiClient(own.apiKey, server.url);
    expect((await ask({ userId: "u" }, {}, client)).status).toBe(200);
    expect((await client.call("POST", "/result-tokens/verify", { body: { token: "x" } })).status).toBe(400);
    const third = await ask({ userId: "u" }, {}, client);
    expect([...seen(third), third.headers.get("retry-after")]).toEqual([429, "rate_limited", "1"]);
    expect((await client.call("GET", "/cancel-sessions/x")).status).toBe(403);
    expect((await client.call("GET", "/cancel-sessions/x")).status).toBe(429);
  });
});
