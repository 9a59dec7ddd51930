"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type PostedForm, shownAgain, textsOf } from "#lib/core/posted-form.ts";
import { askMagicLink } from "#lib/features/members/ask-magic-link.ts";
import { limitAccountRequest } from "#lib/http/account-limits.ts";
import { publicAction } from "#lib/http/action.ts";

/** Asks for a link that signs in and leads to `next`. */
export async function askMagicLinkAction(next: string, _: PostedForm, form: FormData): Promise<PostedForm> {
  const result = await publicAction({ schema: z.object({ email: z.string() }), input: textsOf(form) }, async ({ ctx, input }) => {
    await limitAccountRequest();
    await askMagicLink({ ctx, input: { email: input.email, next } });
  });
  if (!result.ok) return shownAgain(result, form, ["email"]);
  redirect("/check-your-mail?for=magic");
}
