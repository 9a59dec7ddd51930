import { createHmac } from "node:crypto";
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from "jose";
import { beforeAll, describe, expect, it } from "vitest";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { type ApiAnswer, type ApiClient, apiClient, baseUrl } from "#lib/testing/api-client.ts";
import { allowReturn } from "#lib/testing/hosted.ts";
import { finish, makeLink } from "#lib/testing/hosted-visitor.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

/** POST /result-tokens/verify: good tokens once, forged ones never. */

let workspace: TestWorkspace;
let api: ApiClient;

beforeAll(async () => {
  workspace = await hosted();
  api = apiClient(workspace.apiKey);
});

async function hosted(...options: Parameters<typeof makeWorkspace>): Promise<TestWorkspace> {
  const made = await makeWorkspace(...options);
  await allowReturn(made.ctx);
  return made;
}

const verify = (token: unknown, client = api) => client.call("POST", "/result-tokens/verify", { body: { token } });
const seen = (answer: ApiAnswer) => [answer.status, answer.body.code];

interface Claims {
  sid: string;
  env: string;
  iat: number;
  [more: string]: unknown;
}
const answered = (answer: ApiAnswer) => answer.body as unknown as { claims: Claims; firstUse: boolean };

/** A token that a customer came back with. */
async function realToken(link: object = {}, client = api): Promise<string> {
  return finish((await makeLink(client, link)).url);
}

const decoded = (token: string) => token.split(".", 2).map((part) => JSON.parse(Buffer.from(part, "base64url").toString("utf8"))) as [{ kid: string }, Claims];
const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token signed with a secret that the caller holds. */
function signed(header: object, claims: object, secret: string | Buffer, hash = "sha256"): string {
  const input = `${encoded(header)}.${encoded(claims)}`;
  return `${input}.${createHmac(hash, secret).update(input).digest("base64url")}`;
}

describe("a customer's token", () => {
  it("says what happened, to the letter, and is new exactly once", async () => {
    const link = await makeLink(api, { userId: "user_456" });
    const token = await finish(link.url);
    const first = await verify(token);
    expect(first.status, first.text).toBe(200);
    const { claims } = answered(first);
    expect(claims).toEqual({
      iss: new URL(link.url).origin,
      aud: "https://shop.example.com",
      wk: workspace.workspaceKey,
      sub: "user_456",
      sid: link.session_id,
      jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
      iat: expect.any(Number),
      exp: claims.iat + 600,
      purpose: "cancel_result",
      env: "prod",
      outcome: "churned",
      reason_key: "too_expensive",
      offer: { type: "none", accepted: false, label: null },
      ver: 1,
    });
    expect(answered(first).firstUse).toBe(true);
    const second = await verify(token);
    expect(answered(second)).toEqual({ claims, firstUse: false });
  });

  it("is new to exactly one of fifty calls at once", async () => {
    const token = await realToken();
    const answers = await Promise.all(Array.from({ length: 50 }, () => verify(token)));
    expect(answers.map(({ status }) => status)).toEqual(Array(50).fill(200));
    expect(answers.filter((answer) => answered(answer).firstUse)).toHaveLength(1);
  });

  it("keeps its jti when the customer returns again, so both together are new once", async () => {
    const link = await makeLink(api);
    const tokens = [await finish(link.url), await finish(link.url)];
    const answers = [await verify(tokens[0]), await verify(tokens[1])];
    expect(answers.map((answer) => answered(answer).firstUse)).toEqual([true, false]);
    expect(new Set(answers.map((answer) => answered(answer).claims.jti)).size).toBe(1);
  });

  it("is signed by the secret of its environment, which nobody needs to be asked for", async () => {
    for (const environment of ["prod", "sandbox"] as const) {
      const token = await realToken({ environment });
      const [head, body, signature] = token.split(".");
      expect(signature).toBe(createHmac("sha256", workspace.signingSecrets[environment]).update(`${head}.${body}`).digest("base64url"));
      expect(decoded(token)[0]).toEqual({ alg: "HS256", kid: expect.stringMatching(new RegExp(`^${environment}_`)), typ: "JWT" });
      expect(answered(await verify(token)).claims.env).toBe(environment);
    }
  });
});

describe("a token signed by EdDSA", () => {
  let own: TestWorkspace;
  let token: string;
  let keySet: JSONWebKeySet;

  beforeAll(async () => {
    own = await hosted();
    const id = own.ctx.workspace.id;
    const config = JSON.stringify({ result: { algorithm: "EdDSA" } });
    await ownerQuery("insert into flow_versions (workspace_id, version, config, published_at) values ($1, 1, $2, now())", [id, config]);
    await ownerQuery("insert into flows (workspace_id, draft, draft_saved_at, published_version) values ($1, '{}', now(), 1)", [id]);
    token = await realToken({}, apiClient(own.apiKey));
    keySet = (await (await fetch(`${baseUrl()}/.well-known/${own.workspaceKey}/jwks.json`)).json()) as JSONWebKeySet;
  });

  it("is verified by the published key set, by nobody's secret, and here", async () => {
    const { payload } = await jwtVerify(token, createLocalJWKSet(keySet), { algorithms: ["EdDSA"], audience: "https://shop.example.com" });
    expect(payload.wk).toBe(own.workspaceKey);
    expect(keySet.keys).toEqual([{ kty: "OKP", crv: "Ed25519", x: expect.any(String), kid: decoded(token)[0].kid, alg: "EdDSA", use: "sig" }]);
    expect(answered(await verify(token, apiClient(own.apiKey)))).toMatchObject({ firstUse: true, claims: { env: "prod" } });
  });

  it("cannot be forged by HS256 with the public key", async () => {
    const [header, claims] = decoded(token);
    const x = keySet.keys[0]?.x ?? "";
    for (const secret of [Buffer.from(x, "base64url"), x, JSON.stringify(keySet.keys[0]), own.workspaceKey]) {
      expect(seen(await verify(signed({ ...header, alg: "HS256" }, claims, secret), apiClient(own.apiKey)))).toEqual([400, "result_token_invalid"]);
    }
  });

  it("is refused in another workspace, whose key set is its own", async () => {
    expect(seen(await verify(token))).toEqual([400, "result_token_invalid"]);
    expect(await (await fetch(`${baseUrl()}/.well-known/${workspace.workspaceKey}/jwks.json`)).json()).toEqual({ keys: [] });
    expect((await fetch(`${baseUrl()}/.well-known/wk_1CVQrFz3bHL1hFkQjf5uGRog/jwks.json`)).status).toBe(404);
  });
});

describe("a forged token", () => {
  let header: { alg?: string; typ?: string; kid: string };
  let claims: Claims;
  let token: string;
  const NOW = () => Math.floor(Date.now() / 1000);
  const prod = () => workspace.signingSecrets.prod;

  beforeAll(async () => {
    token = await realToken();
    [header, claims] = decoded(token);
  });

  const forgeries: [name: string, forge: () => string | Promise<string>][] = [
    ["alg none", () => `${encoded({ ...header, alg: "none" })}.${encoded(claims)}.`],
    ["alg None, with the real signature", () => `${encoded({ ...header, alg: "None" })}.${encoded(claims)}.${token.split(".")[2]}`],
    ["alg HS384", () => signed({ ...header, alg: "HS384" }, claims, prod(), "sha384")],
    ["another purpose", () => signed(header, { ...claims, purpose: "cancel_link" }, prod())],
    ["another workspace's wk", async () => signed(header, { ...claims, wk: (await makeWorkspace()).workspaceKey }, prod())],
    ["the other environment, with this one's secret", () => signed(header, { ...claims, env: "sandbox" }, prod())],
    ["the other environment's secret", () => signed(header, claims, workspace.signingSecrets.sandbox)],
    ["kid is a path", () => signed({ ...header, kid: "../../dev/null" }, claims, "")],
    ["kid is SQL", () => signed({ ...header, kid: "' or '1'='1" }, claims, prod())],
    ["no kid", () => signed({ ...header, kid: undefined }, claims, prod())],
    ["expired by 61 s", () => signed(header, { ...claims, iat: NOW() - 661, exp: NOW() - 61 }, prod())],
    ["issued in the future", () => signed(header, { ...claims, iat: NOW() + 120, exp: NOW() + 720 }, prod())],
    ["another audience", () => signed(header, { ...claims, aud: "https://evil.example" }, prod())],
    ["another issuer", () => signed(header, { ...claims, iss: "https://evil.example" }, prod())],
    ["wrong typ", () => signed({ ...header, typ: "at+jwt" }, claims, prod())],
    ["another jti than its session's", () => signed(header, { ...claims, jti: uuidv7() }, prod())],
    ["another session's id", async () => signed(header, { ...claims, sid: (await makeLink(api)).session_id }, prod())],
    ["a session that is not there", () => signed(header, { ...claims, sid: formatId("cxs", uuidv7()) }, prod())],
    ["a session id that is none", () => signed(header, { ...claims, sid: "' or 1=1" }, prod())],
    ["a claim more", () => signed(header, { ...claims, admin: true }, prod())],
    ["truncated", () => token.slice(0, -1)],
    ["without its signature", () => token.split(".").slice(0, 2).join(".")],
    ["with a space", () => `${token} `],
    ["changed payload", () => `${token.split(".")[0]}.${encoded({ ...claims, outcome: "recovered" })}.${token.split(".")[2]}`],
    ["a customer's link", async () => (await makeLink(api)).url.split("/s/")[1] ?? ""],
  ];

  it.each(forgeries)("%s", async (_name, forge) => {
    const answer = await verify(await forge());
    expect(seen(answer)).toEqual([400, "result_token_invalid"]);
    expect(answer.body.detail, "says nothing of what would have been right").not.toContain(prod());
  });

  it("of none of them is the real one burnt", async () => {
    expect(answered(await verify(token)).firstUse).toBe(true);
  });

  it("of another workspace is refused, and stays new for its own", async () => {
    const other = await hosted();
    const theirs = await realToken({}, apiClient(other.apiKey));
    expect(seen(await verify(theirs))).toEqual([400, "result_token_invalid"]);
    expect(answered(await verify(theirs, apiClient(other.apiKey))).firstUse).toBe(true);
  });

  it("differs in nothing that is told: unknown key and wrong signature are both 400 of one code", async () => {
    const answers = [await verify(signed(header, claims, "x")), await verify(signed({ ...header, kid: "prod_x" }, claims, prod()))];
    expect(answers.map(seen)).toEqual([
      [400, "result_token_invalid"],
      [400, "result_token_invalid"],
    ]);
  });
});

describe("who may ask, and how", () => {
  it("Core and a read-only workspace too", async () => {
    const core = await hosted({ plan: "core" });
    const client = apiClient(core.apiKey);
    const [first, second] = [await realToken({}, client), await realToken({}, client)];
    expect(answered(await verify(first, client)).firstUse).toBe(true);
    await core.setAccess("read_only");
    expect(answered(await verify(second, client)).firstUse).toBe(true);
  });

  it("not the demo, nobody, or a sandbox-only key for prod", async () => {
    const token = await realToken();
    expect(seen(await verify(token, apiClient((await makeWorkspace({ isDemo: true })).apiKey)))).toEqual([403, "demo_workspace"]);
    for (const key of [null, "rbk_x"]) expect(seen(await verify(token, apiClient(key)))).toEqual([401, "unauthenticated"]);
    const sandboxOnly = apiClient((await workspace.makeKey({ environments: "sandbox" })).apiKey);
    expect(seen(await verify(token, sandboxOnly))).toEqual([403, "sandbox_only_key"]);
    expect(answered(await verify(token)).firstUse, "being refused burns nothing").toBe(true);
    expect((await verify(await realToken({ environment: "sandbox" }), sandboxOnly)).status).toBe(200);
  });

  it.each([
    ["no token", {}, 400, "validation_failed"],
    ["an empty token", { token: "" }, 400, "validation_failed"],
    ["a token that is none", { token: 5 }, 400, "validation_failed"],
    ["a token of 8,193 characters", { token: "x".repeat(8_193) }, 400, "validation_failed"],
    ["a field more", { token: "x", environment: "prod" }, 400, "validation_failed"],
    ["malformed JSON", "{", 400, "malformed_json"],
    ["too much", JSON.stringify({ token: "x".repeat(70_000) }), 413, "payload_too_large"],
  ])("%s", async (_name, body, status, code) => expect(seen(await api.call("POST", "/result-tokens/verify", { body }))).toEqual([status, code]));

  it("JSON alone, by POST alone", async () => {
    const form = { body: "token=x", headers: { "content-type": "application/x-www-form-urlencoded" } };
    expect(seen(await api.call("POST", "/result-tokens/verify", form))).toEqual([415, "unsupported_media_type"]);
    expect(seen(await api.call("GET", "/result-tokens/verify"))).toEqual([405, "method_not_allowed"]);
    expect(seen(await api.call("POST", "/result-tokens"))).toEqual([404, "not_found"]);
  });
});
