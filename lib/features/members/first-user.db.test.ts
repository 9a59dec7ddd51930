import { afterAll, beforeAll, expect, it } from "vitest";
import { systemContext } from "#lib/core/context.ts";
import { isSignUpOpen } from "#lib/features/members/is-sign-up-open.ts";
import { signUp } from "#lib/features/members/sign-up.ts";
import { verifyEmail } from "#lib/features/members/verify-email.ts";
import { env } from "#lib/platform/env.ts";
import { mailedToken, randomEmail } from "#lib/testing/accounts.ts";
import { useOwnDatabase } from "#lib/testing/own-database.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";

/** An installation without any user: the first may sign up, nobody after. */

const ctx = systemContext("test");
const password = "correct horse battery";
let database: { remove(): Promise<void> } | undefined;

beforeAll(async () => {
  database = await useOwnDatabase();
});
afterAll(() => database?.remove());

it("of two who sign up before either confirmed, the first to confirm is the only one", async () => {
  Object.assign(env(), { SIGNUP: "first", SMTP_URL: "smtp://127.0.0.1:1" });
  expect(await isSignUpOpen({ ctx })).toBe(true);
  const emails = [randomEmail(), randomEmail()];
  for (const email of emails) expect(await signUp({ ctx, input: { email, password } })).toBeNull();
  expect(await isSignUpOpen({ ctx })).toBe(true);
  const tokens = await Promise.all(emails.map((email) => mailedToken(email, "verify_email")));
  const runs = await Promise.allSettled(tokens.map((token) => verifyEmail({ ctx, input: { token, password } })));
  expect(runs.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(runs.find((run) => run.status === "rejected")?.reason).toMatchObject({ code: "forbidden" });
  expect(await isSignUpOpen({ ctx })).toBe(false);
  await ownerQuery("delete from users");
});

it("where no mail can be sent, of ten at once exactly one gets in", async () => {
  Object.assign(env(), { SIGNUP: "first", SMTP_URL: undefined });
  const runs = await Promise.allSettled(Array.from({ length: 10 }, () => signUp({ ctx, input: { email: randomEmail(), password } })));
  expect(runs.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await ownerQuery("select count(*)::int as n from users")).toEqual([{ n: 1 }]);
});
