import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { acceptInvitation } from "#lib/features/members/accept-invitation.ts";
import { changeMemberRole } from "#lib/features/members/change-role.ts";
import { findInvitation } from "#lib/features/members/find-invitation.ts";
import { inviteMember } from "#lib/features/members/invite.ts";
import { leaveWorkspace } from "#lib/features/members/leave.ts";
import { listInvitations } from "#lib/features/members/list-invitations.ts";
import { listMembers } from "#lib/features/members/list-members.ts";
import { INVITATION_LIFE_MS } from "#lib/features/members/model/invitation.ts";
import { removeMember } from "#lib/features/members/remove.ts";
import { resendInvitation } from "#lib/features/members/resend-invitation.ts";
import { revokeInvitation } from "#lib/features/members/revoke-invitation.ts";
import { signIn } from "#lib/features/members/sign-in.ts";
import { signUp } from "#lib/features/members/sign-up.ts";
import { signUpByInvitation } from "#lib/features/members/sign-up-by-invitation.ts";
import { closePools } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { mailedToken, mailsTo, makeMember, memberContext, randomEmail, type TestUser, userContext } from "#lib/testing/accounts.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace, type TestWorkspace } from "#lib/testing/workspaces.ts";

const password = "correct horse battery";
const clock = fixedClock(Date.now());
const ctx = systemContext("test", clock);
let workspace: TestWorkspace;
let admin: TestUser;
let email: string;

beforeEach(async () => {
  Object.assign(env(), { SIGNUP: "invite", SMTP_URL: "smtp://127.0.0.1:1" });
  workspace = await makeWorkspace({ clock });
  admin = await makeMember(workspace, "admin");
  email = randomEmail();
});
afterAll(closePools);

const asAdmin = () => memberContext(workspace, admin, "admin");
const invite = (role: "viewer" | "analyst" | "admin" = "analyst", to = email) => inviteMember({ ctx: asAdmin(), input: { email: to, role } });
const token = () => mailedToken(email, "invitation");
const dead = { code: "not_found" };
const memberRoles = async () => Object.fromEntries((await listMembers({ ctx: workspace.ctx })).map((member) => [member.email, member.role]));

describe("an invitation", () => {
  it("goes out by mail, is listed, and stores of its link only a hash", async () => {
    const { id, url } = await invite();
    expect(url).toBeNull();
    expect(await mailsTo(email)).toEqual([
      { template: "invitation", workspaceName: "Test", invitedBy: admin.email, role: "analyst", url: expect.stringMatching(/\/accept-invite\/[\w-]{64}$/) },
    ]);
    expect(await listInvitations({ ctx: asAdmin() })).toMatchObject([{ id, email, role: "analyst", isExpired: false }]);
    const [row] = await ownerQuery<{ row: string }>("select i::text as row from invitations i where email = $1", [email]);
    expect(row?.row).not.toContain(await token());
    expect(await findInvitation({ ctx, input: { token: await token() } })).toEqual({ workspaceName: "Test", email, role: "analyst", hasAccount: false });
  });

  it("ends when whoever made it may no longer invite: removed, demoted or gone", async () => {
    const owner = memberContext(workspace, await makeMember(workspace, "owner"), "owner");
    const inviter = async () => {
      const user = await makeMember(workspace, "admin");
      const to = randomEmail();
      await inviteMember({ ctx: memberContext(workspace, user, "admin"), input: { email: to, role: "admin" } });
      return { user, link: await mailedToken(to, "invitation"), userId: user.userId };
    };
    const [removed, demoted, gone, kept] = [await inviter(), await inviter(), await inviter(), await inviter()];
    await removeMember({ ctx: owner, input: { userId: removed.userId } });
    await changeMemberRole({ ctx: owner, input: { userId: demoted.userId, role: "analyst" } });
    await leaveWorkspace({ ctx: memberContext(workspace, gone.user, "admin") });
    for (const { link } of [removed, demoted, gone]) expect(await findInvitation({ ctx, input: { token: link } })).toBeNull();
    expect(await findInvitation({ ctx, input: { token: kept.link } })).toMatchObject({ role: "admin" });
  });

  it("is handed to whoever invites where no mail can be sent", async () => {
    Object.assign(env(), { SMTP_URL: undefined });
    const { url } = await invite();
    const handed = url?.split("/").at(-1) as string;
    expect(await signUpByInvitation({ ctx, input: { token: handed, password } })).toMatchObject({ email, slug: workspace.slug });
  });

  it("makes an account although sign-up is closed, confirmed, with the role that was offered", async () => {
    await invite("admin");
    const joined = await signUpByInvitation({ ctx, input: { token: await token(), password, name: "Grace" } });
    expect(joined).toMatchObject({ email, slug: workspace.slug });
    expect(await signIn({ ctx, input: { email, password } })).toMatchObject({ userId: joined.userId });
    expect((await memberRoles())[email]).toBe("admin");
    expect(await listInvitations({ ctx: asAdmin() })).toEqual([]);
    const audited = await ownerQuery("select action, actor_id from audit_log where workspace_id = $1 and action = 'member.joined'", [
      workspace.ctx.workspace.id,
    ]);
    expect(audited).toEqual([{ action: "member.joined", actor_id: joined.userId }]);
  });

  it("takes the place of a password that somebody chose for the address before, unconfirmed", async () => {
    Object.assign(env(), { SIGNUP: "open" });
    await signUp({ ctx, input: { email, password: "the stranger's word" } });
    await invite();
    await signUpByInvitation({ ctx, input: { token: await token(), password } });
    await expect(signIn({ ctx, input: { email, password: "the stranger's word" } })).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await signIn({ ctx, input: { email, password } })).toMatchObject({ email });
  });

  it("is accepted by the signed-in user of its address, and by no other", async () => {
    const user = await makeMember(await makeWorkspace(), "owner");
    await invite("viewer", user.email);
    const link = await mailedToken(user.email, "invitation");
    expect(await findInvitation({ ctx, input: { token: link } })).toMatchObject({ hasAccount: true });
    const other = await makeMember(await makeWorkspace(), "owner");
    await expect(acceptInvitation({ ctx: userContext(other, clock), input: { token: link } })).rejects.toMatchObject({ code: "forbidden" });
    await expect(acceptInvitation({ ctx, input: { token: link } })).rejects.toMatchObject({ code: "unauthenticated" });
    await expect(signUpByInvitation({ ctx, input: { token: link, password: "not their password" } })).rejects.toMatchObject({ code: "conflict" });
    expect(await signIn({ ctx, input: user })).toMatchObject({ email: user.email });
    expect(await acceptInvitation({ ctx: userContext(user, clock), input: { token: link } })).toEqual({ slug: workspace.slug });
    expect((await memberRoles())[user.email]).toBe("viewer");
    await expect(acceptInvitation({ ctx: userContext(user, clock), input: { token: link } })).rejects.toMatchObject(dead);
  });

  it("works once: of twenty at the same time exactly one", async () => {
    await invite();
    const link = await token();
    const runs = await Promise.allSettled(Array.from({ length: 20 }, () => signUpByInvitation({ ctx, input: { token: link, password } })));
    expect(runs.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await ownerQuery("select count(*)::int as n from users where email = $1", [email])).toEqual([{ n: 1 }]);
  });

  it("is the one open for an address, also when ten are sent at once", async () => {
    const runs = await Promise.allSettled(Array.from({ length: 10 }, () => invite()));
    expect(runs.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const run of runs) if (run.status === "rejected") expect(run.reason).toMatchObject({ code: "conflict" });
    expect(await mailsTo(email)).toHaveLength(1);
    await expect(invite("viewer", admin.email)).rejects.toMatchObject({ code: "conflict" });
  });

  it("ends after seven days; then the address can be invited anew", async () => {
    await invite();
    const link = await token();
    const late = fixedClock(clock.now() + INVITATION_LIFE_MS);
    const lateCtx = systemContext("test", late);
    expect(await findInvitation({ ctx: lateCtx, input: { token: link } })).toBeNull();
    await expect(signUpByInvitation({ ctx: lateCtx, input: { token: link, password } })).rejects.toMatchObject(dead);
    const lateAdmin = { ...asAdmin(), clock: late };
    expect(await listInvitations({ ctx: lateAdmin })).toMatchObject([{ email, isExpired: true }]);
    await inviteMember({ ctx: lateAdmin, input: { email, role: "viewer" } });
    expect(await listInvitations({ ctx: lateAdmin })).toMatchObject([{ email, role: "viewer", isExpired: false }]);
    expect(await signUpByInvitation({ ctx: lateCtx, input: { token: await token(), password } })).toMatchObject({ email });
  });

  it("is sent again with a new link, which ends the old one", async () => {
    const { id } = await invite();
    const old = await token();
    await resendInvitation({ ctx: { ...asAdmin(), clock: fixedClock(clock.now() + 1) }, input: { id } });
    expect(await findInvitation({ ctx, input: { token: old } })).toBeNull();
    expect(await token()).not.toBe(old);
    expect(await findInvitation({ ctx, input: { token: await token() } })).not.toBeNull();
  });

  it("is revoked, once", async () => {
    const { id } = await invite();
    await revokeInvitation({ ctx: asAdmin(), input: { id } });
    expect(await findInvitation({ ctx, input: { token: await token() } })).toBeNull();
    await expect(revokeInvitation({ ctx: asAdmin(), input: { id } })).rejects.toMatchObject(dead);
    await expect(resendInvitation({ ctx: asAdmin(), input: { id } })).rejects.toMatchObject(dead);
    await invite();
  });

  it("of another workspace is not found, and a link to another workspace opens nothing", async () => {
    const { id } = await invite();
    const stranger = await makeWorkspace({ clock });
    for (const verb of [revokeInvitation, resendInvitation]) await expect(verb({ ctx: stranger.ctx, input: { id } })).rejects.toMatchObject(dead);
    expect(await listInvitations({ ctx: stranger.ctx })).toEqual([]);
    const link = Buffer.from(await token(), "base64url");
    Buffer.from(stranger.ctx.workspace.id.replaceAll("-", ""), "hex").copy(link);
    for (const wrong of [link.toString("base64url"), "", "x".repeat(64), "../etc"]) expect(await findInvitation({ ctx, input: { token: wrong } })).toBeNull();
  });

  it.each(["owner", "king", ""])("cannot be for the role %o", async (role) => {
    await expect(invite(role as "viewer")).rejects.toMatchObject({ code: "validation_failed", errors: [{ path: "role" }] });
  });
});
