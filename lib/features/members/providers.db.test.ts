import { randomUUID } from "node:crypto";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { systemContext } from "#lib/core/context.ts";
import { askPasswordReset } from "#lib/features/members/ask-password-reset.ts";
import { inviteMember } from "#lib/features/members/invite.ts";
import { resendInvitation } from "#lib/features/members/resend-invitation.ts";
import { resetPassword } from "#lib/features/members/reset-password.ts";
import { signInWithProvider } from "#lib/features/members/sign-in-with-provider.ts";
import { signUp } from "#lib/features/members/sign-up.ts";
import { signUpByInvitation } from "#lib/features/members/sign-up-by-invitation.ts";
import { closePools } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { mailedToken, makeMember, memberContext, randomEmail } from "#lib/testing/accounts.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** Whom a sign-in elsewhere signs in here. What Google and GitHub answer is made up: neither can be asked in a test. */

const ctx = systemContext("test");
beforeEach(() => void Object.assign(env(), { SIGNUP: "open", SMTP_URL: "smtp://127.0.0.1:1" }));
afterAll(closePools);

const person = () => ({ provider: "google" as const, subject: randomUUID(), email: randomEmail(), emailVerified: true, name: "Ada" });
const come = (input: Parameters<typeof signInWithProvider>[0]["input"]) => signInWithProvider({ ctx, input });

describe("signing in elsewhere", () => {
  it("makes an account where sign-up is open, and finds it again whatever the address became", async () => {
    const ada = person();
    const made = await come({ ...ada, email: ada.email.toUpperCase() });
    expect(made.email).toBe(ada.email);
    expect(await come({ ...ada, email: randomEmail() })).toEqual(made);
    expect(await come({ ...ada, email: null, emailVerified: false })).toEqual(made);
    const [user] = await ownerQuery("select name, password_hash, email_verified_at is not null as verified from users where email = $1", [ada.email]);
    expect(user).toEqual({ name: "Ada", password_hash: null, verified: true });
  });

  it.each(["invite", "first"] as const)("makes none in mode %s, but lets those in who have one", async (SIGNUP) => {
    const user = await makeMember(await makeWorkspace(), "viewer");
    Object.assign(env(), { SIGNUP });
    await expect(come(person())).rejects.toMatchObject({ code: "forbidden" });
    expect(await come({ ...person(), email: user.email })).toEqual({ userId: user.uuid, email: user.email });
  });

  it("needs an address that the provider has confirmed", async () => {
    const user = await makeMember(await makeWorkspace(), "viewer");
    await expect(come({ ...person(), email: user.email, emailVerified: false })).rejects.toMatchObject({ code: "validation_failed" });
    await expect(come({ ...person(), email: null })).rejects.toMatchObject({ code: "validation_failed" });
    expect(await ownerQuery("select 1 from sign_in_identities where user_id = $1", [user.uuid])).toEqual([]);
  });

  it("links no account whose address nobody has confirmed here", async () => {
    const email = randomEmail();
    await signUp({ ctx, input: { email, password: "the stranger's word" } });
    await expect(come({ ...person(), email })).rejects.toMatchObject({ code: "conflict" });
  });

  it("links no account that counts as confirmed only because no mail could be sent, until its address is proved", async () => {
    const email = randomEmail();
    Object.assign(env(), { SMTP_URL: undefined });
    const stranger = await signUp({ ctx, input: { email, password: "the stranger's word" } });
    expect(stranger).toMatchObject({ email });
    await expect(come({ ...person(), email })).rejects.toMatchObject({ code: "conflict" });
    // Mail that can be sent later proves nothing of what was before.
    Object.assign(env(), { SMTP_URL: "smtp://127.0.0.1:1" });
    const ada = { ...person(), email };
    await expect(come(ada)).rejects.toMatchObject({ code: "conflict" });
    expect(await ownerQuery("select 1 from sign_in_identities where user_id = (select id from users where email = $1)", [email])).toEqual([]);
    await askPasswordReset({ ctx, input: { email } });
    await resetPassword({ ctx, input: { token: await mailedToken(email, "reset_password"), password: "words of the owner" } });
    expect(await come(ada)).toEqual(stranger);
  });

  it("links an account made by an invitation only when the invitation's link came by mail", async () => {
    const workspace = await makeWorkspace();
    const admin = await makeMember(workspace, "admin");
    const adminCtx = memberContext(workspace, admin, "admin");
    Object.assign(env(), { SMTP_URL: undefined });
    const shown = randomEmail();
    const { url } = await inviteMember({ ctx: adminCtx, input: { email: shown, role: "viewer" } });
    await signUpByInvitation({ ctx, input: { token: url?.split("/").at(-1) as string, password: "the stranger's word" } });
    await expect(come({ ...person(), email: shown })).rejects.toMatchObject({ code: "conflict" });

    const mailed = randomEmail();
    const { id } = await inviteMember({ ctx: adminCtx, input: { email: mailed, role: "viewer" } });
    Object.assign(env(), { SMTP_URL: "smtp://127.0.0.1:1" });
    await resendInvitation({ ctx: adminCtx, input: { id } });
    const joined = await signUpByInvitation({ ctx, input: { token: await mailedToken(mailed, "invitation"), password: "words of the owner" } });
    expect(await come({ ...person(), email: mailed })).toEqual({ userId: joined.userId, email: mailed });
  });

  it("links one person a provider, and both providers", async () => {
    const user = await makeMember(await makeWorkspace(), "viewer");
    const ada = { ...person(), email: user.email };
    await come(ada);
    await expect(come({ ...ada, subject: randomUUID() })).rejects.toMatchObject({ code: "conflict" });
    expect(await come({ ...ada, provider: "github", subject: `42${randomUUID()}` })).toMatchObject({ userId: user.uuid });
  });

  it("at the same moment makes one account", async () => {
    const ada = person();
    const made = await Promise.all(Array.from({ length: 5 }, () => come(ada)));
    expect(new Set(made.map(({ userId }) => userId)).size).toBe(1);
  });
});
