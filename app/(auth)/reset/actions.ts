"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type PostedForm, shownAgain, textsOf } from "#lib/core/posted-form.ts";
import { askPasswordReset } from "#lib/features/members/ask-password-reset.ts";
import { limitAccountRequest } from "#lib/http/account-limits.ts";
import { publicAction } from "#lib/http/action.ts";

/** Asks for a link to set a new password. */
export async function askResetAction(_: PostedForm, form: FormData): Promise<PostedForm> {
  const result = await publicAction({ schema: z.object({ email: z.string() }), input: textsOf(form) }, async ({ ctx, input }) => {
    await limitAccountRequest();
    await askPasswordReset({ ctx, input });
  });
  if (!result.ok) return shownAgain(result, form, ["email"]);
  redirect("/check-your-mail?for=reset");
}
