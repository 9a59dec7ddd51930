import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { formatId, uuidv7 } from "#lib/core/ids.ts";
import { countUnseenResults } from "#lib/features/cancel-sessions/count-unseen.ts";
import { findHostedSession } from "#lib/features/cancel-sessions/find-hosted.ts";
import { inspectCancelSession } from "#lib/features/cancel-sessions/inspect.ts";
import { issueResult } from "#lib/features/cancel-sessions/issue-result.ts";
import { listCancelSessions } from "#lib/features/cancel-sessions/list.ts";
import { noSessionFilters, type SessionFilters } from "#lib/features/cancel-sessions/model/session-filters.ts";
import { COUNT_CAP } from "#lib/features/cancel-sessions/model/session-list.ts";
import { verifyResult } from "#lib/features/cancel-sessions/verify-result.ts";
import { flowConfigSchema } from "#lib/features/flows/model/flow-config.ts";
import { closePools } from "#lib/platform/db.ts";
import { asMember } from "#lib/testing/as-member.ts";
import { allowReturn, startCustomer } from "#lib/testing/hosted.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

afterAll(closePools);

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const clock = fixedClock(Date.now());

let workspace: TestWorkspace;
/** cxs_… by a name. */
const ids: Record<string, string> = {};
const nameOf = (id: string) => Object.keys(ids).find((name) => ids[name] === id) ?? id;

const withOffer = flowConfigSchema.parse({
  offers: [{ id: "half", type: "discount", label: "Half price", terms: "For three months.", value: { kind: "percent", percent: 50 } }],
});

/** The customer of `token` returns, and the merchant's server asks to verify. */
async function returnAndVerify(ctx: WorkspaceContext, token: string): Promise<void> {
  const session = await findHostedSession(token);
  if (session === null) throw new Error("no session");
  const href = await issueResult({ session: { ...session, ctx: { ...session.ctx, clock } } });
  await verifyResult({ ctx, input: { token: href.split("ci_result_token=")[1] ?? "", allowEnvironment: () => undefined } });
}

beforeAll(async () => {
  workspace = await makeWorkspace({ clock, plan: "core" });
  const { ctx } = workspace;
  await allowReturn(ctx);
  const start = async (name: string, input: Parameters<typeof startCustomer>[1] = {}) => {
    const customer = await startCustomer(ctx, { userId: name, ...input });
    ids[name] = customer.id;
    clock.advance(MINUTE_MS);
    return customer;
  };
  await start("unopened", { userId: "jo" });
  await (await start("open", { userId: "jo" })).open();
  const left = await start("left");
  await left.open();
  await left.press("reason", "leave");
  const churned = await start("churned", { userId: "ann" });
  await churned.open();
  await churned.press("reason", "cancel", { reasonKey: "too_expensive", reasonText: "Too dear" });
  await churned.press("confirm", "confirm");
  const kept = await start("kept", { userId: "bob" });
  await kept.open();
  await kept.press("reason", "keep");
  await returnAndVerify(ctx, kept.token);
  const offered = await start("offered", { userId: "cid", environment: "sandbox", trialConfig: withOffer });
  await offered.open();
  clock.advance(80_000);
  await offered.press("reason", "continue", { reasonKey: "other" });
  clock.advance(5_000);
  await offered.press("offer", "accept");
});

const list = (filters: Partial<SessionFilters>, more: { limit?: number; cursor?: string } = {}, ctx = workspace.ctx) =>
  listCancelSessions({ ctx, input: { filters: { ...noSessionFilters, ...filters }, limit: 50, ...more } });

describe("listCancelSessions", () => {
  it.each([
    [{}, "kept churned left open unopened"],
    [{ environment: "sandbox" }, "offered"],
    [{ statuses: ["completed"] }, "kept churned"],
    [{ statuses: ["created", "opened"] }, "left open unopened"],
    [{ outcomes: ["abandoned"] }, "left"],
    [{ outcomes: ["churned", "recovered"] }, "kept churned"],
    [{ outcomes: ["churned"], statuses: ["opened"] }, ""],
    [{ result: "unseen" }, "churned"],
    [{ result: "unseen", environment: "sandbox" }, "offered"],
    [{ search: "jo" }, "open unopened"],
    [{ search: " ann " }, "churned"],
    [{ search: "JO" }, ""],
    [{ search: "jo", statuses: ["created"] }, "unopened"],
    [{ search: "cid" }, ""],
  ] as [Partial<SessionFilters>, string][])("finds by %o", async (filters, names) => {
    const page = await list(filters);
    expect(page.data.map(({ session_id }) => nameOf(session_id)).join(" ")).toBe(names);
    expect(page.total).toEqual({ count: page.data.length, capped: false });
  });

  it("finds a session by its own id, in its own environment and workspace alone", async () => {
    const search = ids.offered ?? "";
    expect((await list({ search, environment: "sandbox" })).data).toHaveLength(1);
    expect((await list({ search })).data).toHaveLength(0);
    expect((await list({ search: formatId("cxs", uuidv7()) })).data).toHaveLength(0);
    const stranger = await makeWorkspace();
    expect((await list({ search, environment: "sandbox" }, {}, stranger.ctx)).data).toHaveLength(0);
  });

  it("is walked in pages with the same total on each; a foreign cursor is refused", async () => {
    const first = await list({}, { limit: 3 });
    const second = await list({}, { limit: 3, cursor: first.nextCursor ?? "" });
    expect([first, second].map(({ data, total }) => [data.map(({ session_id }) => nameOf(session_id)).join(" "), total.count])).toEqual([
      ["kept churned left", 5],
      ["open unopened", 5],
    ]);
    expect(second.nextCursor).toBeNull();
    const bad = ["x", Buffer.from('["2026-02-31T00:00:00.000Z","x"]').toString("base64url"), Buffer.from(`["now","${uuidv7()}"]`).toString("base64url")];
    for (const cursor of bad) await expect(list({}, { cursor })).rejects.toMatchObject({ code: "validation_failed" });
  });

  it("is for every role and plan, and for API keys not at all", async () => {
    for (const role of ["viewer", "owner"] as const) expect((await list({}, {}, asMember(workspace.ctx, role))).data).toHaveLength(5);
    const key = { ...workspace.ctx, actor: { type: "api_key" as const, id: uuidv7(), name: "k" } };
    await expect(list({}, {}, key)).rejects.toMatchObject({ code: "forbidden" });
    await expect(countUnseenResults({ ctx: key, input: { environment: "prod" } })).rejects.toMatchObject({ code: "forbidden" });
    await expect(inspectCancelSession({ ctx: key, input: { environment: "prod", id: ids.kept ?? "" } })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("countUnseenResults", () => {
  const count = (at: number, environment: "prod" | "sandbox" = "prod") =>
    countUnseenResults({ ctx: { ...workspace.ctx, clock: fixedClock(at) }, input: { environment } });

  it("counts what completed in the last 30 days and was neither delivered nor verified", async () => {
    expect(await count(clock.now())).toEqual({ count: 1, capped: false });
    expect(await count(clock.now(), "sandbox")).toEqual({ count: 1, capped: false });
    expect(await count(clock.now() + 30 * DAY_MS)).toEqual({ count: 0, capped: false });
  });

  it("counts one no longer once a webhook endpoint took it", async () => {
    const own = await makeWorkspace();
    await allowReturn(own.ctx);
    const customer = await startCustomer(own.ctx);
    await customer.open();
    await customer.press("reason", "keep");
    const unseen = () => countUnseenResults({ ctx: own.ctx, input: { environment: "prod" } });
    expect((await unseen()).count).toBe(1);
    await ownerQuery("update cancel_sessions set result_delivered_at = now() where workspace_id = $1", [own.ctx.workspace.id]);
    expect((await unseen()).count).toBe(0);
  });

  it("counts no further than anybody reads", async () => {
    const { ctx } = await makeWorkspace();
    await ownerQuery(
      `insert into cancel_sessions (workspace_id, id, environment, token_hash, status, user_id, return_url, flow_version, request_fingerprint, created_at,
         expires_at, opened_at, completed_at, outcome, result_jti)
       select $1, gen_random_uuid(), 'prod', sha256('x'), 'completed', 'u', 'https://shop.example.com/', 0, sha256('x'), now(), now(), now(), now(), 'churned',
         gen_random_uuid() from generate_series(1, $2::int)`,
      [ctx.workspace.id, COUNT_CAP + 1],
    );
    expect(await countUnseenResults({ ctx, input: { environment: "prod" } })).toEqual({ count: COUNT_CAP, capped: true });
    expect((await list({}, {}, ctx)).total).toEqual({ count: COUNT_CAP, capped: true });
  });
});

describe("inspectCancelSession", () => {
  it("tells each step with the seconds before it, and what was shown", async () => {
    const found = await inspectCancelSession({ ctx: workspace.ctx, input: { environment: "sandbox", id: ids.offered ?? "" } });
    expect(found.steps.map(({ type, seconds, data }) => [type, seconds, data])).toEqual([
      ["created", null, {}],
      ["opened", 60, {}],
      ["reason_given", 80, { reason: "other" }],
      ["offer_shown", 0, { offer: "half" }],
      ["offer_accepted", 5, {}],
    ]);
    expect(found).toMatchObject({
      shownOffer: { id: "half", label: "Half price", terms: "For three months." },
      flowVersion: null,
      flowPublishedAt: null,
      customerType: "b2b",
      region: "US-TX",
      hasEmail: false,
      result: { verified_at: null },
    });
  });

  it("says whether the customer is mailed, never where", async () => {
    const { id } = await startCustomer(workspace.ctx, { customer: { email: "secret@example.com" } });
    const found = await inspectCancelSession({ ctx: workspace.ctx, input: { environment: "prod", id } });
    expect(found.hasEmail).toBe(true);
    expect(JSON.stringify(found)).not.toContain("secret@example.com");
  });

  it("finds nothing in the other environment, in another workspace, or by what is no id", async () => {
    const ask = (environment: "prod" | "sandbox", id: string, ctx = workspace.ctx) => inspectCancelSession({ ctx, input: { environment, id } });
    for (const id of [ids.offered ?? "", formatId("cxs", uuidv7()), "x", "\0"]) await expect(ask("prod", id)).rejects.toMatchObject({ code: "not_found" });
    await expect(ask("prod", ids.kept ?? "", (await makeWorkspace()).ctx)).rejects.toMatchObject({ code: "not_found" });
  });
});
