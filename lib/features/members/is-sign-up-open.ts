import type { Context } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { isSignUpOpenIn } from "./internal/sign-up-policy.ts";

/** Whether somebody without an invitation may make an account now. @throws DomainError unavailable */
export function isSignUpOpen(_: { ctx: Context }): Promise<boolean> {
  return withDirectory(isSignUpOpenIn);
}
