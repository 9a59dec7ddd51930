import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { askMagicLink } from "#lib/features/members/ask-magic-link.ts";
import { askPasswordReset } from "#lib/features/members/ask-password-reset.ts";
import { changePassword } from "#lib/features/members/change-password.ts";
import { findAccountLink } from "#lib/features/members/find-account-link.ts";
import { findSignInSession } from "#lib/features/members/find-sign-in-session.ts";
import { makeResetLink } from "#lib/features/members/make-reset-link.ts";
import { resetPassword } from "#lib/features/members/reset-password.ts";
import { signIn } from "#lib/features/members/sign-in.ts";
import { signUp } from "#lib/features/members/sign-up.ts";
import { startSignInSession } from "#lib/features/members/start-sign-in-session.ts";
import { sweepAccountTokens } from "#lib/features/members/sweep-account-tokens.ts";
import { useMagicLink } from "#lib/features/members/use-magic-link.ts";
import { verifyEmail } from "#lib/features/members/verify-email.ts";
import { closePools } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { mailedToken, mailsTo, makeMember, randomEmail, type TestUser, userContext } from "#lib/testing/accounts.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

const ctx = systemContext("test");
const later = (ms: number) => systemContext("test", fixedClock(Date.now() + ms));
const MINUTE_MS = 60_000;
const next = "a better password";
let user: TestUser;

beforeEach(async () => {
  Object.assign(env(), { SIGNUP: "open", SMTP_URL: "smtp://127.0.0.1:1" });
  user = await makeMember(await makeWorkspace(), "admin");
});
afterAll(closePools);

const start = () => startSignInSession({ ctx, input: { userId: user.uuid, userAgent: null } });
const isOpen = async (token: string) => (await findSignInSession({ ctx, input: { token } })) !== null;
const templates = async () => (await mailsTo(user.email)).map(({ template }) => template);
const askedReset = async () => {
  await askPasswordReset({ ctx, input: { email: user.email } });
  return mailedToken(user.email, "reset_password");
};
const askedMagicLink = async () => {
  await askMagicLink({ ctx, input: { email: user.email, next: null } });
  return mailedToken(user.email, "magic_link");
};
const dead = { code: "not_found" };

describe("a password reset", () => {
  it("is mailed a few times and then no more, which the answer does not tell; other mails still go out", async () => {
    for (let i = 0; i < 8; i++) await askPasswordReset({ ctx, input: { email: user.email } });
    expect(await templates()).toEqual(Array(5).fill("reset_password"));
    expect(await askedMagicLink()).toMatch(/^[\w-]+$/);
  });

  it("sets the password, ends every session and every other link, and tells the user", async () => {
    const sessions = [await start(), await start()];
    const [magic, other, token] = [await askedMagicLink(), await askedReset(), await askedReset()];
    await expect(resetPassword({ ctx, input: { token, password: "short" } })).rejects.toMatchObject({ errors: [{ path: "password" }] });
    await expect(resetPassword({ ctx, input: { token, password: user.email } })).rejects.toMatchObject({ errors: [{ path: "password" }] });
    expect(await resetPassword({ ctx, input: { token, password: next } })).toMatchObject({ email: user.email });
    expect(await Promise.all(sessions.map(isOpen))).toEqual([false, false]);
    await expect(signIn({ ctx, input: user })).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await signIn({ ctx, input: { email: user.email, password: next } })).toMatchObject({ email: user.email });
    await expect(resetPassword({ ctx, input: { token: other, password: next } })).rejects.toMatchObject(dead);
    await expect(useMagicLink({ ctx, input: { token: magic } })).rejects.toMatchObject(dead);
    expect((await templates()).at(-1)).toBe("password_changed");
  });

  it("works once: of fifty at the same time exactly one", async () => {
    const token = await askedReset();
    const runs = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => resetPassword({ ctx, input: { token, password: `${next} ${i}` } })));
    expect(runs.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    const won = runs.findIndex(({ status }) => status === "fulfilled");
    expect(await signIn({ ctx, input: { email: user.email, password: `${next} ${won}` } })).toMatchObject({ email: user.email });
  }, 60_000);

  it("works for an hour", async () => {
    const token = await askedReset();
    await expect(resetPassword({ ctx: later(60 * MINUTE_MS), input: { token, password: next } })).rejects.toMatchObject(dead);
    expect(await resetPassword({ ctx: later(59 * MINUTE_MS), input: { token, password: next } })).toMatchObject({ email: user.email });
  });

  it("confirms an address that nobody had confirmed", async () => {
    const email = randomEmail();
    await signUp({ ctx, input: { email, password: "somebody's password" } });
    await askPasswordReset({ ctx, input: { email } });
    await resetPassword({ ctx, input: { token: await mailedToken(email, "reset_password"), password: next } });
    expect(await signIn({ ctx, input: { email, password: next } })).toMatchObject({ email });
  });

  it("is mailed to nobody without an account, in the same time", async () => {
    const email = randomEmail();
    const begun = performance.now();
    await askPasswordReset({ ctx, input: { email } });
    expect(performance.now() - begun).toBeGreaterThanOrEqual(390);
    expect(await mailsTo(email)).toEqual([]);
  });

  it("can be made by an operator, and by nobody else", async () => {
    const { url } = await makeResetLink({ ctx, input: { email: user.email } });
    expect(url).toMatch(new RegExp(`^${env().APP_URL}/reset/[\\w-]{43}$`));
    await resetPassword({ ctx, input: { token: url.split("/").at(-1) as string, password: next } });
    await expect(async () => makeResetLink({ ctx: userContext(user), input: { email: user.email } })).rejects.toMatchObject({ code: "forbidden" });
    await expect(makeResetLink({ ctx, input: { email: randomEmail() } })).rejects.toMatchObject(dead);
  });
});

describe("a magic link", () => {
  it("signs in once, within a quarter of an hour", async () => {
    const [late, token] = [await askedMagicLink(), await askedMagicLink()];
    expect(late).not.toBe(token);
    await expect(useMagicLink({ ctx: later(15 * MINUTE_MS), input: { token: late } })).rejects.toMatchObject(dead);
    expect(await findAccountLink({ ctx, input: { purpose: "magic_link", token } })).toEqual({ email: user.email });
    expect(await useMagicLink({ ctx, input: { token } })).toEqual({ userId: user.uuid, email: user.email });
    await expect(useMagicLink({ ctx, input: { token } })).rejects.toMatchObject(dead);
    expect(await findAccountLink({ ctx, input: { purpose: "magic_link", token } })).toBeNull();
  });

  it("carries where to go afterwards", async () => {
    await askMagicLink({ ctx, input: { email: user.email, next: "/dashboard/acme?env=sandbox" } });
    const mail = (await mailsTo(user.email)).at(-1) as { url: string };
    expect(new URL(mail.url).searchParams.get("next")).toBe("/dashboard/acme?env=sandbox");
  });

  it("confirms an address, and drops the password that somebody else may have chosen for it", async () => {
    const email = randomEmail();
    const password = "the stranger's word";
    await signUp({ ctx, input: { email, password } });
    await askMagicLink({ ctx, input: { email, next: null } });
    await useMagicLink({ ctx, input: { token: await mailedToken(email, "magic_link") } });
    await expect(signIn({ ctx, input: { email, password } })).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("takes an account from whoever made it unproved, where no mail could be sent then", async () => {
    const email = randomEmail();
    const password = "the stranger's word";
    Object.assign(env(), { SMTP_URL: undefined });
    const made = await signUp({ ctx, input: { email, password } });
    const session = await startSignInSession({ ctx, input: { userId: made?.userId as string, userAgent: null } });
    Object.assign(env(), { SMTP_URL: "smtp://127.0.0.1:1" });
    await askMagicLink({ ctx, input: { email, next: null } });
    expect(await useMagicLink({ ctx, input: { token: await mailedToken(email, "magic_link") } })).toEqual(made);
    expect(await isOpen(session)).toBe(false);
    await expect(signIn({ ctx, input: { email, password } })).rejects.toMatchObject({ code: "unauthenticated" });
  });
});

describe("a token", () => {
  it("does what it is for and nothing else", async () => {
    const [reset, magic] = [await askedReset(), await askedMagicLink()];
    await expect(useMagicLink({ ctx, input: { token: reset } })).rejects.toMatchObject(dead);
    await expect(resetPassword({ ctx, input: { token: magic, password: next } })).rejects.toMatchObject(dead);
    await expect(verifyEmail({ ctx, input: { token: reset, password: user.password } })).rejects.toMatchObject(dead);
    for (const token of ["", "x", `${reset}A`, "'; drop table users; --"])
      expect(await findAccountLink({ ctx, input: { purpose: "reset_password", token } })).toBeNull();
  });

  it("is swept away a week after its end", async () => {
    // Long ago, so that sweeping at this time leaves every other test's tokens alone.
    const clock = fixedClock("2020-01-01T00:00:00Z");
    const then = systemContext("test", clock);
    await askPasswordReset({ ctx: then, input: { email: user.email } });
    const left = () => ownerQuery("select 1 from account_tokens where user_id = $1", [user.uuid]);
    clock.advance((7 * 24 * 60 + 60) * MINUTE_MS - 1);
    await sweepAccountTokens({ ctx: then });
    expect(await left()).toHaveLength(1);
    clock.advance(1);
    expect(await sweepAccountTokens({ ctx: then })).toBe(1);
    expect(await left()).toEqual([]);
  });
});

describe("changing the password", () => {
  const change = async (input: { currentPassword: string; password: string }) => {
    const token = await start();
    const { id } = (await findSignInSession({ ctx, input: { token } })) as { id: string };
    await changePassword({ ctx: userContext(user), input: { ...input, keepSessionId: id } });
    return token;
  };

  it("ends every session but the present one, and every open link, and tells the user", async () => {
    const other = await start();
    const link = await askedReset();
    const kept = await change({ currentPassword: user.password, password: next });
    expect([await isOpen(kept), await isOpen(other)]).toEqual([true, false]);
    await expect(resetPassword({ ctx, input: { token: link, password: next } })).rejects.toMatchObject(dead);
    expect(await signIn({ ctx, input: { email: user.email, password: next } })).toMatchObject({ email: user.email });
    expect((await templates()).at(-1)).toBe("password_changed");
  });

  it("takes the present one, and a good new one", async () => {
    const other = await start();
    await expect(change({ currentPassword: "wrong password", password: next })).rejects.toMatchObject({ errors: [{ path: "currentPassword" }] });
    await expect(change({ currentPassword: user.password, password: user.email })).rejects.toMatchObject({ errors: [{ path: "password" }] });
    expect(await isOpen(other)).toBe(true);
    expect(await signIn({ ctx, input: user })).toMatchObject({ email: user.email });
  });
});
