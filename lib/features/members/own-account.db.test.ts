import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { changeName } from "#lib/features/members/change-name.ts";
import { findSignInSession } from "#lib/features/members/find-sign-in-session.ts";
import { listSignInSessions } from "#lib/features/members/list-sign-in-sessions.ts";
import { listUsers } from "#lib/features/members/list-users.ts";
import { SESSION_IDLE_MS } from "#lib/features/members/model/sign-in-session.ts";
import { ownAccount } from "#lib/features/members/own-account.ts";
import { rememberWorkspace } from "#lib/features/members/remember-workspace.ts";
import { revokeOtherSignInSessions } from "#lib/features/members/revoke-other-sign-in-sessions.ts";
import { revokeSignInSession } from "#lib/features/members/revoke-sign-in-session.ts";
import { startSignInSession } from "#lib/features/members/start-sign-in-session.ts";
import { closePools } from "#lib/platform/db.ts";
import { makeMember, memberContext, type TestUser, userContext } from "#lib/testing/accounts.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const clock = fixedClock(Date.now());
let workspace: TestWorkspace;
let user: TestUser;
let other: TestUser;

beforeAll(async () => {
  workspace = await makeWorkspace();
  [user, other] = [await makeMember(workspace, "viewer"), await makeMember(workspace, "viewer")];
});
afterAll(closePools);

const ctx = (of = user) => userContext(of, clock);
const start = async (of = user, userAgent: string | null = FIREFOX) => {
  const token = await startSignInSession({ ctx: ctx(of), input: { userId: of.uuid, userAgent } });
  const session = await findSignInSession({ ctx: ctx(of), input: { token } });
  return { token, id: session?.id as string };
};
const isOpen = async (token: string) => (await findSignInSession({ ctx: ctx(), input: { token } })) !== null;

describe("sign-in sessions", () => {
  it("are listed to their user, the present one first, without those that are over", async () => {
    await start();
    clock.advance(SESSION_IDLE_MS);
    const first = await start(user, null);
    clock.advance(60_000);
    const second = await start();
    await start(other);
    const listed = await listSignInSessions({ ctx: ctx(), input: { currentId: first.id } });
    expect(listed.map(({ id, device, isCurrent }) => [id, device, isCurrent])).toEqual([
      [first.id, "Unknown device", true],
      [second.id, "Firefox on Linux", false],
    ]);
    expect(JSON.stringify(listed)).not.toContain(first.token);
  });

  it("are ended one by one, each by its own user alone", async () => {
    const [mine, theirs] = [await start(), await start(other)];
    await expect(revokeSignInSession({ ctx: ctx(), input: { id: theirs.id } })).rejects.toMatchObject({ code: "not_found" });
    await expect(revokeSignInSession({ ctx: ctx(), input: { id: "sis_x" } })).rejects.toMatchObject({ code: "not_found" });
    await revokeSignInSession({ ctx: ctx(), input: { id: mine.id } });
    expect([await isOpen(mine.token), await isOpen(theirs.token)]).toEqual([false, true]);
    await expect(revokeSignInSession({ ctx: systemContext(), input: { id: theirs.id } })).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("end all but the present one", async () => {
    const [kept, ended, theirs] = [await start(), await start(), await start(other)];
    expect(await revokeOtherSignInSessions({ ctx: ctx(), input: { keepId: kept.id } })).toBeGreaterThanOrEqual(1);
    expect([await isOpen(kept.token), await isOpen(ended.token), await isOpen(theirs.token)]).toEqual([true, false, true]);
  });
});

describe("one's own account", () => {
  it("shows what it is, and changes its name", async () => {
    expect(await ownAccount({ ctx: ctx() })).toEqual({ email: user.email, name: null, hasPassword: true, providers: [] });
    await changeName({ ctx: ctx(), input: { name: "  Ada Lovelace " } });
    expect(await ownAccount({ ctx: ctx() })).toMatchObject({ name: "Ada Lovelace" });
    await changeName({ ctx: ctx(), input: { name: " " } });
    expect(await ownAccount({ ctx: ctx() })).toMatchObject({ name: null });
    await expect(changeName({ ctx: ctx(), input: { name: "n".repeat(256) } })).rejects.toMatchObject({ errors: [{ path: "name" }] });
    await expect(changeName({ ctx: systemContext(), input: { name: "x" } })).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("remembers the workspace that was opened last", async () => {
    const { token } = await start();
    expect(await findSignInSession({ ctx: ctx(), input: { token } })).toMatchObject({ lastWorkspaceId: null });
    await rememberWorkspace({ ctx: memberContext(workspace, user, "viewer") });
    expect(await findSignInSession({ ctx: ctx(), input: { token } })).toMatchObject({ lastWorkspaceId: workspace.ctx.workspace.id });
  });

  it("is in the operator's list, and in nobody else's", async () => {
    expect(await listUsers({ ctx: systemContext("cli") })).toContainEqual(
      expect.objectContaining({ userId: user.userId, email: user.email, isVerified: true, hasPassword: true }),
    );
    await expect(async () => listUsers({ ctx: ctx() })).rejects.toMatchObject({ code: "forbidden" });
  });
});
