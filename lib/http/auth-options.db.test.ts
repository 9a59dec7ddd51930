import { randomUUID } from "node:crypto";
import type { Account, Profile, User } from "next-auth";
import { afterAll, beforeAll, expect, it } from "vitest";
import { systemContext } from "#lib/core/context.ts";
import { findSignInSession } from "#lib/features/members/find-sign-in-session.ts";
import { authOptions } from "#lib/http/auth-options.ts";
import { oauthProviders } from "#lib/http/sign-in-providers.ts";
import { closePools } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { makeMember, randomEmail, type TestUser } from "#lib/testing/accounts.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** What next-auth asks us after a provider has answered, in its order: mapping, decision, token, session. The answers are made up. */

let user: TestUser;
beforeAll(async () => {
  const client = { clientId: "id", clientSecret: "secret" };
  Object.assign(env(), { SIGNUP: "invite", GOOGLE: client, GITHUB: client });
  user = await makeMember(await makeWorkspace(), "viewer");
});
afterAll(closePools);

async function come(provider: "google" | "github", answer: object) {
  const options = authOptions({ requestId: "test", ip: "192.0.2.1", userAgent: "Test/1.0", device: undefined, signedInAs: null });
  const configured = oauthProviders().find(({ id }) => id === provider) as unknown as { profile: (answer: object) => User };
  const mapped = configured.profile(answer);
  const account = { provider, type: "oauth", providerAccountId: mapped.id } as Account;
  const allowed = await options.callbacks?.signIn?.({ user: mapped, account, profile: answer as Profile });
  if (allowed !== true) return { allowed, session: null };
  const token = (await options.callbacks?.jwt?.({ token: { sub: mapped.id }, user: mapped, account })) ?? {};
  const cookie = (await options.jwt?.encode?.({ token, secret: "" })) ?? "";
  return { allowed, session: await findSignInSession({ ctx: systemContext("test"), input: { token: cookie } }) };
}

const github = (emails: object[]) => ({ id: Math.floor(Math.random() * 1e12), name: null, login: "ada", email: user.email, emails });

it("signs in whom Google names, as the user here and not by the id there", async () => {
  const { session } = await come("google", { sub: randomUUID(), email: user.email.toUpperCase(), email_verified: true, name: "Ada" });
  expect(session).toMatchObject({ userId: user.uuid, email: user.email });
});

it("believes GitHub's list of addresses alone, and of it the confirmed one", async () => {
  expect((await come("github", github([{ email: user.email, primary: true, verified: false }]))).allowed).toBe("/sign-in?error=provider_validation_failed");
  expect((await come("github", github([{ email: user.email, primary: false, verified: true }]))).allowed).toBe("/sign-in?error=provider_validation_failed");
  expect((await come("github", github([]))).allowed).toBe("/sign-in?error=provider_validation_failed");
  expect((await come("github", github([{ email: user.email, primary: true, verified: true }]))).session).toMatchObject({ userId: user.uuid });
});

it("says on the sign-in page why not", async () => {
  const stranger = { sub: randomUUID(), email: randomEmail(), email_verified: true };
  expect(await come("google", stranger)).toEqual({ allowed: "/sign-in?error=provider_forbidden", session: null });
  expect(await come("google", { ...stranger, email: user.email })).toEqual({ allowed: "/sign-in?error=provider_conflict", session: null });
  expect(await come("google", { ...stranger, email_verified: "true" })).toMatchObject({ allowed: "/sign-in?error=provider_validation_failed" });
});
