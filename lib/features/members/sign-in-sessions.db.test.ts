import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { parseId } from "#lib/core/ids.ts";
import { createUser } from "#lib/features/members/create-user.ts";
import { endSignInSession } from "#lib/features/members/end-sign-in-session.ts";
import { findSignInSession } from "#lib/features/members/find-sign-in-session.ts";
import { SESSION_IDLE_MS, SESSION_LIFE_MS } from "#lib/features/members/model/sign-in-session.ts";
import { startSignInSession } from "#lib/features/members/start-sign-in-session.ts";
import { sweepSignInSessions } from "#lib/features/members/sweep-sign-in-sessions.ts";
import { workspacesOfUser } from "#lib/features/members/workspaces-of-user.ts";
import { sha256 } from "#lib/platform/crypto.ts";
import { closePools } from "#lib/platform/db.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

// Long ago, so that sweeping at this time leaves every other test's session alone.
const clock = fixedClock("2020-01-01T00:00:00Z");
const ctx = systemContext("test", clock);
const email = `${randomUUID()}@example.com`;
let userId = "";
let workspace: TestWorkspace;

beforeAll(async () => {
  workspace = await makeWorkspace();
  const created = await createUser({ ctx: workspace.ctx, input: { email, password: "correct horse battery", role: "analyst" } });
  userId = parseId("usr", created.userId) as string;
});
afterAll(closePools);

const start = () => startSignInSession({ ctx, input: { userId, userAgent: "Test/1.0" } });
const find = (token: string) => findSignInSession({ ctx, input: { token } });
const lastSeen = async (token: string) => {
  const rows = await ownerQuery<{ last_seen_at: Date }>("select last_seen_at from sign_in_sessions where token_hash = $1", [sha256(token)]);
  return rows[0]?.last_seen_at.getTime();
};

describe("a sign-in session", () => {
  it("is found by its token, of which only the hash is stored", async () => {
    const token = await start();
    expect(await find(token)).toMatchObject({ userId, email });
    const rows = await ownerQuery<{ row: string }>("select s::text as row from sign_in_sessions s where user_id = $1", [userId]);
    expect(rows.some(({ row }) => row.includes(token))).toBe(false);
    expect(rows.some(({ row }) => row.includes("Test/1.0"))).toBe(true);
  });

  it("is not found by anything else", async () => {
    const token = await start();
    for (const other of ["", "x", token.slice(1), `${token}A`, sha256(token).toString("base64url")]) expect(await find(other)).toBeNull();
  });

  it("ends when it was idle for 12 hours, and not before", async () => {
    const token = await start();
    clock.advance(SESSION_IDLE_MS - 1);
    expect(await find(token)).not.toBeNull();
    clock.advance(SESSION_IDLE_MS - 1);
    expect(await find(token)).not.toBeNull();
    clock.advance(SESSION_IDLE_MS);
    expect(await find(token)).toBeNull();
  });

  it("ends 30 days after signing in, however much it is used", async () => {
    const token = await start();
    for (let spent = 0; spent < SESSION_LIFE_MS - SESSION_IDLE_MS; spent += SESSION_IDLE_MS / 2) {
      expect(await find(token)).not.toBeNull();
      clock.advance(SESSION_IDLE_MS / 2);
    }
    clock.advance(SESSION_IDLE_MS / 2 - 1);
    expect(await find(token)).not.toBeNull();
    clock.advance(SESSION_IDLE_MS / 2 + 1);
    expect(await find(token)).toBeNull();
  });

  it("notes its use at most once a minute", async () => {
    const token = await start();
    const begun = clock.now();
    clock.advance(59_999);
    await find(token);
    expect(await lastSeen(token)).toBe(begun);
    clock.advance(1);
    await find(token);
    expect(await lastSeen(token)).toBe(begun + 60_000);
  });

  it("ends at once when signed out, and alone; ending it twice is no error", async () => {
    const [token, other] = [await start(), await start()];
    await endSignInSession({ ctx, input: { token } });
    await endSignInSession({ ctx, input: { token } });
    expect(await find(token)).toBeNull();
    expect(await find(other)).not.toBeNull();
  });

  it("is swept away once nobody can use it", async () => {
    await sweepSignInSessions({ ctx });
    const old = await start();
    clock.advance(SESSION_IDLE_MS - 60_000);
    const young = await start();
    clock.advance(60_000);
    expect(await sweepSignInSessions({ ctx })).toBeGreaterThanOrEqual(1);
    expect(await lastSeen(old)).toBeUndefined();
    expect(await find(young)).not.toBeNull();
  });
});

describe("workspacesOfUser", () => {
  it("lists the user's own workspaces, and no others", async () => {
    await makeWorkspace();
    expect(await workspacesOfUser({ ctx, input: { userId } })).toEqual([
      { id: workspace.ctx.workspace.id, slug: workspace.slug, name: "Test", plan: "advanced", access: "active", isDemo: false, role: "analyst" },
    ]);
    expect(await workspacesOfUser({ ctx, input: { userId: randomUUID() } })).toEqual([]);
  });
});
