"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type PostedForm, shownAgain, textsOf } from "#lib/core/posted-form.ts";
import { signUp } from "#lib/features/members/sign-up.ts";
import { limitAccountRequest } from "#lib/http/account-limits.ts";
import { publicAction } from "#lib/http/action.ts";
import { rememberTypedEmail, startSession } from "#lib/http/start-session.ts";

const schema = z.object({ name: z.string(), email: z.string(), password: z.string() });

/** Makes an account: to the mail that confirms it, or straight in where no mail can be sent. */
export async function signUpAction(next: string, _: PostedForm, form: FormData): Promise<PostedForm> {
  const result = await publicAction({ schema, input: textsOf(form) }, async ({ ctx, input }) => {
    await limitAccountRequest();
    const signedIn = await signUp({ ctx, input });
    if (signedIn === null) await rememberTypedEmail(input.email);
    else await startSession(signedIn);
    return signedIn;
  });
  if (!result.ok) return shownAgain(result, form, ["name", "email"]);
  redirect(result.data === null ? "/check-your-mail?for=sign-up" : next);
}
