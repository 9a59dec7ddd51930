import { beforeAll, describe, expect, it } from "vitest";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { type ApiAnswer, type ApiClient, apiClient } from "#lib/testing/api-client.ts";
import { type Endpoint, endpoints } from "#lib/testing/contract.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { allowReturn } from "#lib/testing/hosted.ts";
import { finish, makeLink } from "#lib/testing/hosted-visitor.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** Who may do what to whom: every endpoint that there is, called by everybody who should not. */

const EVENT = "belongs-to-the-owner";
const SECRET = "only the owner's customer";

interface Call {
  path: string;
  body?: object;
  /** What the owner gets. */
  status: number;
  /** What a workspace on Core gets that may call it; the owner's answer where this is left out. */
  elsewhere?: [status: number, code: string];
}

/** One good call an endpoint; a new endpoint is not tested until it stands here, and the test fails. */
const calls: Record<string, (environment: "prod" | "sandbox", text?: string) => Call> = {
  ingestCancellation: (environment, text = SECRET) => ({
    path: "/cancellations",
    body: { environment, eventId: EVENT, reasonKey: "other", reasonText: text },
    status: 200,
  }),
  listCancellations: (environment) => ({ path: `/cancellations?environment=${environment}`, status: 200 }),
  getCancellation: (environment) => ({ path: `/cancellations/${EVENT}?environment=${environment}`, status: 200 }),
  updateOutcome: (environment) => ({ path: `/cancellations/${EVENT}`, body: { environment, outcome: "churned", metadata: { said: SECRET } }, status: 200 }),
  listReasons: () => ({ path: "/reasons", status: 200 }),
  getOpenApi: () => ({ path: "/openapi.json", status: 200 }),
  createCancelLink: (environment, text = SECRET) => ({ path: "/cancel-link", body: { environment, userId: text }, status: 200 }),
  getCancelSession: () => ({ path: `/cancel-sessions/${hosted.id}`, status: 200 }),
  verifyResultToken: (environment) => ({
    path: "/result-tokens/verify",
    body: { token: hosted.tokens[environment] },
    status: 200,
    elsewhere: [400, "result_token_invalid"],
  }),
};

/** A finished session of the owner's in each environment; the one in prod is the secret customer's. */
const hosted = { id: "", tokens: { prod: "", sandbox: "" } };

const clients: Record<string, ApiClient> = {};
const clientOf = (name: string) => clients[name] as ApiClient;

beforeAll(async () => {
  const owner = await makeWorkspace();
  await owner.addReason("secret_reason");
  const other = await makeWorkspace();
  const revoked = await owner.makeKey();
  clients.owner = apiClient(owner.apiKey);
  clients.stranger = apiClient(other.apiKey);
  clients.revoked = apiClient(revoked.apiKey);
  clients.expired = apiClient((await owner.makeKey({ expiresAt: new Date(Date.now() - 1000) })).apiKey);
  clients.nobody = apiClient(null);
  clients.sandboxOnly = apiClient((await owner.makeKey({ environments: "sandbox" })).apiKey);
  clients.demo = apiClient((await makeWorkspace({ isDemo: true })).apiKey);
  const core = await makeWorkspace({ plan: "core" });
  clients.core = apiClient(core.apiKey);
  for (const { ctx } of [owner, core]) await allowReturn(ctx);
  const [inProd, inSandbox] = [await makeLink(clients.owner, { userId: SECRET }), await makeLink(clients.owner, { environment: "sandbox" })];
  Object.assign(hosted, { id: inProd.session_id, tokens: { prod: await finish(inProd.url), sandbox: await finish(inSandbox.url) } });
  await clients.owner.post({ eventId: EVENT, reasonKey: "other", reasonText: SECRET });
  await owner.revokeKey(revoked.id);
});

async function make(client: ApiClient, { id, method }: Endpoint, environment: "prod" | "sandbox" = "prod", text?: string): Promise<ApiAnswer> {
  const { path, body } = (calls[id] as (typeof calls)[string])(environment, text);
  return client.call(method, path, body === undefined ? {} : { body });
}

const seen = (answer: ApiAnswer) => [answer.status, answer.body.code];
const named = endpoints().map((endpoint) => [`${endpoint.method} ${endpoint.path}`, endpoint] as const);

describe("the matrix", () => {
  it("has a call for every endpoint", () => {
    expect(Object.keys(calls).sort()).toEqual(
      endpoints()
        .map(({ id }) => id)
        .sort(),
    );
  });

  describe.each(named)("%s", (_name, endpoint) => {
    it("is open to the owner", async () => {
      expect((await make(clientOf("owner"), endpoint)).status).toBe((calls[endpoint.id] as (typeof calls)[string])("prod").status);
    });

    it.each(["revoked", "expired", "nobody"])("is closed to %s", async (who) => {
      const answer = await eventually(
        () => make(clientOf(who), endpoint),
        ({ status }) => !endpoint.needsKey || status === 401,
        5_250,
      );
      expect(seen(answer)).toEqual(endpoint.needsKey ? [401, "unauthenticated"] : [200, undefined]);
    });

    it("shows a stranger nothing of the owner's", async () => {
      const answer = await make(clientOf("stranger"), endpoint, "prod", "a stranger's own");
      expect(answer.text).not.toContain(SECRET);
      expect(answer.text).not.toContain("secret_reason");
      if (endpoint.id === "ingestCancellation") expect(answer.status).toBe(201);
    });

    it("keeps prod from a sandbox-only key", async () => {
      expect(seen(await make(clientOf("sandboxOnly"), endpoint))).toEqual(endpoint.touchesEnvironment ? [403, "sandbox_only_key"] : [200, undefined]);
    });

    it("keeps the ledger from the demo and from Core", async () => {
      expect(seen(await make(clientOf("demo"), endpoint))).toEqual(endpoint.openToDemo ? [200, undefined] : [403, "demo_workspace"]);
      const { elsewhere = [200, undefined] } = (calls[endpoint.id] as (typeof calls)[string])("prod");
      expect(seen(await make(clientOf("core"), endpoint))).toEqual(endpoint.needsAdvanced ? [403, "plan_required"] : elsewhere);
    });

    it("keeps the environments apart", async () => {
      if (!endpoint.hasEnvironment || endpoint.id === "ingestCancellation")
        return expect(["ingestCancellation", "listReasons", "getOpenApi", "getCancelSession"]).toContain(endpoint.id);
      const answer = await make(clientOf("owner"), endpoint, "sandbox");
      expect(answer.text).not.toContain(SECRET);
      if (endpoint.path.includes("{")) expect([404, 409]).toContain(answer.status);
    });
  });
});

describe("what is somebody else's", () => {
  const withId = named.filter(([, endpoint]) => endpoint.path.includes("{"));

  it.each(withId)("%s answers exactly as if there were nothing", async (_name, endpoint) => {
    const elsewhere = apiClient((await makeWorkspace()).apiKey);
    const { path, body } = (calls[endpoint.id] as (typeof calls)[string])("prod");
    const ask = (client: ApiClient, at: string) => client.call(endpoint.method, at, body === undefined ? {} : { body });
    const foreign = await ask(elsewhere, path.split("?")[0] ?? "");
    const absent = endpoint.id === "getCancelSession" ? formatId("cxs", uuidv7()) : "is-not-there-at-all!";
    const missing = await ask(elsewhere, endpoint.path.replace(/\{\w+\}/, absent));
    const bytes = (answer: ApiAnswer) => answer.text.replace(answer.body.requestId, "");
    const headers = (answer: ApiAnswer) => [...answer.headers].filter(([name]) => !["x-request-id", "ratelimit", "date"].includes(name));
    expect(foreign.status).toBe(404);
    expect(bytes(foreign)).toBe(bytes(missing));
    expect(headers(foreign)).toEqual(headers(missing));
  });

  it("is never found through a cursor, a reason or an id of one's neighbour", async () => {
    const owner = clientOf("owner");
    await owner.post({ eventId: "second", reasonKey: "secret_reason" });
    const page = await owner.list({ limit: "1" });
    const stranger = clientOf("stranger");
    const before = (await stranger.list()).body.data.map(({ id }) => id);
    const read = await stranger.list({ cursor: page.body.nextCursor ?? "", limit: "200" });
    expect(read.body.data.map(({ id }) => id).filter((id) => !before.includes(id))).toEqual([]);
    expect((await stranger.list({ reasonKey: "secret_reason" })).body.data).toEqual([]);
    expect((await stranger.get(page.body.data[0]?.id ?? "")).status).toBe(404);
    expect((await stranger.post({ eventId: "theirs", reasonKey: "secret_reason" })).status).toBe(400);
  });
});
