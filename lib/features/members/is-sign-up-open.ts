import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { isSignUpOpenBySetting, isSignUpOpenIn } from "./internal/sign-up-policy.ts";

/** Whether somebody without an invitation may make an account now. @throws DomainError unavailable where the settings alone do not say it */
export async function isSignUpOpen(_: { ctx: Context }): Promise<boolean> {
  return isSignUpOpenBySetting() ?? withDirectory(isSignUpOpenIn);
}
