import { beforeAll, expect, it } from "vitest";
import { systemContext } from "#lib/core/context.ts";
import { env } from "#lib/platform/env.ts";
import { useSettings } from "#lib/testing/settings.ts";
import { isSignUpOpen } from "./is-sign-up-open.ts";

/** Here no database answers. */
beforeAll(() => useSettings());
const ctx = systemContext("test");

it.each([
  ["open", true],
  ["invite", false],
] as const)("is known without the database where SIGNUP is %s", async (SIGNUP, open) => {
  Object.assign(env(), { SIGNUP });
  expect(await isSignUpOpen({ ctx })).toBe(open);
});

it("is not known without it where the first may", async () => {
  Object.assign(env(), { SIGNUP: "first" });
  await expect(isSignUpOpen({ ctx })).rejects.toMatchObject({ code: "unavailable" });
});
