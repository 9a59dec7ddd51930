"use server";

import { z } from "zod";
import { type PostedForm, shownAgain, textsOf } from "#lib/core/posted-form.ts";
import { resendVerification } from "#lib/features/members/resend-verification.ts";
import { limitAccountRequest } from "#lib/http/account-limits.ts";
import { publicAction } from "#lib/http/action.ts";

/** Sends the link that confirms an address again. */
export async function resendAction(_: PostedForm, form: FormData): Promise<PostedForm> {
  const result = await publicAction({ schema: z.object({ email: z.string() }), input: textsOf(form) }, async ({ ctx, input }) => {
    await limitAccountRequest();
    await resendVerification({ ctx, input });
  });
  return shownAgain(result, form, ["email"], "If this address waits to be confirmed, a new link is on its way.");
}
