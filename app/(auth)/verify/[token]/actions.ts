"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type PostedForm, shownAgain, textsOf } from "#lib/core/posted-form.ts";
import { verifyEmail } from "#lib/features/members/verify-email.ts";
import { limitAccountRequest } from "#lib/http/account-limits.ts";
import { publicAction } from "#lib/http/action.ts";
import { startSession } from "#lib/http/start-session.ts";

/** Confirms an address and signs in. */
export async function verifyAction(token: string, _: PostedForm, form: FormData): Promise<PostedForm> {
  const result = await publicAction({ schema: z.object({ password: z.string() }), input: textsOf(form) }, async ({ ctx, input }) => {
    await limitAccountRequest();
    await startSession(await verifyEmail({ ctx, input: { token, password: input.password } }));
  });
  if (!result.ok) return shownAgain(result, form, []);
  redirect("/dashboard");
}
