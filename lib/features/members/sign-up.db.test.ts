import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { askPasswordReset } from "#lib/features/members/ask-password-reset.ts";
import { changeName } from "#lib/features/members/change-name.ts";
import { changePassword } from "#lib/features/members/change-password.ts";
import { findAccountLink } from "#lib/features/members/find-account-link.ts";
import { inviteMember } from "#lib/features/members/invite.ts";
import { isSignUpOpen } from "#lib/features/members/is-sign-up-open.ts";
import { resendVerification } from "#lib/features/members/resend-verification.ts";
import { resetPassword } from "#lib/features/members/reset-password.ts";
import { signIn } from "#lib/features/members/sign-in.ts";
import { signUp } from "#lib/features/members/sign-up.ts";
import { signUpByInvitation } from "#lib/features/members/sign-up-by-invitation.ts";
import { verifyEmail } from "#lib/features/members/verify-email.ts";
import { closePools } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { mailedToken, mailsTo, makeMember, memberContext, randomEmail, userContext } from "#lib/testing/accounts.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

const clock = fixedClock(Date.now());
const ctx = systemContext("test", clock);
const password = "correct horse battery";
const DAY_MS = 24 * 3_600_000;

/** The settings of this process alone; what a test needs is set before each. */
const settings = (given: { SIGNUP?: "open" | "invite" | "first"; SMTP_URL?: string | undefined }) => Object.assign(env(), given);
beforeEach(() => void settings({ SIGNUP: "open", SMTP_URL: "smtp://127.0.0.1:1" }));
afterAll(closePools);

const templatesTo = async (email: string) => (await mailsTo(email)).map(({ template }) => template);

describe("signing up where mail is sent", () => {
  it("makes an account that opens once its address is confirmed, by link and password", async () => {
    const email = randomEmail();
    expect(await signUp({ ctx, input: { email: ` ${email.toUpperCase()}`, password, name: " Ada " } })).toBeNull();
    await expect(signIn({ ctx, input: { email, password } })).rejects.toMatchObject({ code: "forbidden" });
    const token = await mailedToken(email, "verify_email");
    expect(await findAccountLink({ ctx, input: { purpose: "verify_email", token } })).toEqual({ email });
    await expect(verifyEmail({ ctx, input: { token, password: "another password" } })).rejects.toMatchObject({ code: "unauthenticated" });
    expect(await verifyEmail({ ctx, input: { token, password } })).toMatchObject({ email });
    expect(await signIn({ ctx, input: { email, password } })).toMatchObject({ email });
    expect(await ownerQuery("select name from users where email = $1", [email])).toEqual([{ name: "Ada" }]);
  });

  it("stores of the link only a hash", async () => {
    const email = randomEmail();
    await signUp({ ctx, input: { email, password } });
    const token = await mailedToken(email, "verify_email");
    const rows = await ownerQuery<{ row: string }>("select t::text || m::text as row from account_tokens t, mails m where m.recipient = $1", [email]);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.some(({ row }) => row.includes(token) || row.includes(Buffer.from(token).toString("hex")))).toBe(false);
  });

  it("confirms once: of fifty at the same time exactly one", async () => {
    const email = randomEmail();
    await signUp({ ctx, input: { email, password } });
    const token = await mailedToken(email, "verify_email");
    const runs = await Promise.allSettled(Array.from({ length: 50 }, () => verifyEmail({ ctx, input: { token, password } })));
    expect(runs.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    for (const run of runs) if (run.status === "rejected") expect(run.reason).toMatchObject({ code: "not_found" });
  });

  it("gives the link a day, and not a moment longer", async () => {
    const email = randomEmail();
    await signUp({ ctx, input: { email, password } });
    const token = await mailedToken(email, "verify_email");
    const late = systemContext("test", fixedClock(clock.now() + DAY_MS));
    await expect(verifyEmail({ ctx: late, input: { token, password } })).rejects.toMatchObject({ code: "not_found" });
    const inTime = systemContext("test", fixedClock(clock.now() + DAY_MS - 1));
    expect(await verifyEmail({ ctx: inTime, input: { token, password } })).toMatchObject({ email });
  });

  it("mails the owner of a taken address instead, and answers the same", async () => {
    const { email } = await makeMember(await makeWorkspace(), "viewer");
    expect(await signUp({ ctx, input: { email, password: "somebody else's guess" } })).toBeNull();
    expect(await templatesTo(email)).toEqual(["account_exists"]);
    expect(await signIn({ ctx, input: { email, password } })).toMatchObject({ email });
    await expect(signIn({ ctx, input: { email, password: "somebody else's guess" } })).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("takes as long for a taken address as for a new one", async () => {
    const { email } = await makeMember(await makeWorkspace(), "viewer");
    const timed = async (address: string) => {
      const start = performance.now();
      await signUp({ ctx, input: { email: address, password } });
      return performance.now() - start;
    };
    const [taken, fresh] = [await timed(email), await timed(randomEmail())];
    // Both last as long as the work could at most; an early answer would be a tenth of that.
    expect(Math.min(taken, fresh)).toBeGreaterThanOrEqual(390);
    expect(Math.abs(taken - fresh)).toBeLessThan(150);
  });

  it("by two people with one address lets in whoever reads its mail, and not by the other's password", async () => {
    const email = randomEmail();
    await signUp({ ctx, input: { email, password: "the stranger's word" } });
    const first = await mailedToken(email, "verify_email");
    await signUp({ ctx, input: { email, password } });
    expect(await ownerQuery("select count(*)::int as n from users where email = $1", [email])).toEqual([{ n: 1 }]);
    await expect(verifyEmail({ ctx, input: { token: first, password: "the stranger's word" } })).rejects.toMatchObject({ code: "unauthenticated" });
    await verifyEmail({ ctx, input: { token: first, password } });
    await signUp({ ctx, input: { email, password: "the stranger's word" } });
    await expect(signIn({ ctx, input: { email, password: "the stranger's word" } })).rejects.toMatchObject({ code: "unauthenticated" });
  });

  it("at the same moment with one address makes one account", async () => {
    const email = randomEmail();
    expect(await Promise.all(Array.from({ length: 5 }, () => signUp({ ctx, input: { email, password } })))).toEqual([null, null, null, null, null]);
    expect(await ownerQuery("select count(*)::int as n from users where email = $1", [email])).toEqual([{ n: 1 }]);
  });

  it("sends the link again on request, to nobody but those who wait for one", async () => {
    const [email, unknown] = [randomEmail(), randomEmail()];
    const { email: confirmed } = await makeMember(await makeWorkspace(), "viewer");
    await signUp({ ctx, input: { email, password } });
    for (const address of [email, unknown, confirmed]) await resendVerification({ ctx, input: { email: address } });
    expect(await templatesTo(email)).toEqual(["verify_email", "verify_email"]);
    expect([await templatesTo(unknown), await templatesTo(confirmed)]).toEqual([[], []]);
    expect(await verifyEmail({ ctx, input: { token: await mailedToken(email, "verify_email"), password } })).toMatchObject({ email });
  });
});

describe("signing up where no mail can be sent", () => {
  beforeEach(() => void settings({ SMTP_URL: undefined }));

  it("counts as confirmed at once, and says when an address is taken", async () => {
    const email = randomEmail();
    expect(await signUp({ ctx, input: { email, password } })).toMatchObject({ email });
    expect(await signIn({ ctx, input: { email, password } })).toMatchObject({ email });
    await expect(signUp({ ctx, input: { email, password } })).rejects.toMatchObject({ code: "validation_failed", errors: [{ path: "email", code: "taken" }] });
    expect(await mailsTo(email)).toEqual([]);
  });

  it("cannot send a link again, and says so", async () => {
    await expect(resendVerification({ ctx, input: { email: randomEmail() } })).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("signing up is refused", () => {
  it.each([
    ["a short password", { password: "123456789" }, "password"],
    ["a long password", { password: "x".repeat(201) }, "password"],
    ["no e-mail", { email: "ada" }, "email"],
    ["a long name", { name: "n".repeat(256) }, "name"],
  ])("with %s", async (_, wrong, path) => {
    await expect(signUp({ ctx, input: { email: randomEmail(), password, ...wrong } })).rejects.toMatchObject({ code: "validation_failed", errors: [{ path }] });
  });

  it("with a password that is guessed first, for any new password alike", async () => {
    const easy = { code: "validation_failed", errors: [{ path: "password" }] };
    const workspace = await makeWorkspace();
    const member = await makeMember(workspace, "admin");
    const adminCtx = memberContext(workspace, member, "admin");
    const guesses = [
      { password: "password12345" },
      { password: "aaaaaaaaaaaa" },
      { password: "retentbase1" },
      { password: "gracehopper1", name: "Grace Hopper" },
    ];
    for (const guess of guesses) await expect(signUp({ ctx, input: { email: randomEmail(), ...guess } })).rejects.toMatchObject(easy);

    const invited = randomEmail();
    await inviteMember({ ctx: adminCtx, input: { email: invited, role: "viewer" } });
    const token = await mailedToken(invited, "invitation");
    for (const guess of guesses) await expect(signUpByInvitation({ ctx, input: { token, ...guess } })).rejects.toMatchObject(easy);

    await changeName({ ctx: userContext(member), input: { name: "Grace Hopper" } });
    await askPasswordReset({ ctx, input: { email: member.email } });
    const reset = await mailedToken(member.email, "reset_password");
    const change = { currentPassword: member.password, keepSessionId: "" };
    for (const { password } of guesses) {
      await expect(resetPassword({ ctx, input: { token: reset, password } })).rejects.toMatchObject(easy);
      await expect(changePassword({ ctx: userContext(member), input: { ...change, password } })).rejects.toMatchObject(easy);
    }
    expect(await resetPassword({ ctx, input: { token: reset, password: "words of the owner" } })).toMatchObject({ email: member.email });
  });

  it("with the e-mail address as password", async () => {
    const email = randomEmail();
    const same = email.toUpperCase();
    await expect(signUp({ ctx, input: { email, password: same } })).rejects.toMatchObject({ errors: [{ path: "password" }] });
  });

  it.each(["invite", "first"] as const)("in mode %s, once there are users, for new and taken addresses alike", async (SIGNUP) => {
    const { email } = await makeMember(await makeWorkspace(), "viewer");
    settings({ SIGNUP });
    expect(await isSignUpOpen({ ctx })).toBe(false);
    for (const address of [email, randomEmail()])
      await expect(signUp({ ctx, input: { email: address, password } })).rejects.toMatchObject({ code: "forbidden" });
    expect(await mailsTo(email)).toEqual([]);
  });
});
