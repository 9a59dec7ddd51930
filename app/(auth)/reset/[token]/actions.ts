"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type PostedForm, shownAgain, textsOf } from "#lib/core/posted-form.ts";
import { resetPassword } from "#lib/features/members/reset-password.ts";
import { limitAccountRequest } from "#lib/http/account-limits.ts";
import { publicAction } from "#lib/http/action.ts";
import { endCurrentSession } from "#lib/http/session.ts";
import { rememberDevice, rememberTypedEmail } from "#lib/http/start-session.ts";

/** Sets a new password; then it must be typed once. */
export async function resetAction(token: string, _: PostedForm, form: FormData): Promise<PostedForm> {
  const result = await publicAction({ schema: z.object({ password: z.string() }), input: textsOf(form) }, async ({ ctx, input }) => {
    await limitAccountRequest();
    const { email } = await resetPassword({ ctx, input: { token, password: input.password } });
    await endCurrentSession();
    // Whoever had the link is let in, however many strangers are trying.
    await rememberDevice(email);
    await rememberTypedEmail(email);
  });
  if (!result.ok) return shownAgain(result, form, []);
  redirect("/sign-in?password-set=1");
}
