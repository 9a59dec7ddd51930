"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type PostedForm, shownAgain } from "#lib/core/posted-form.ts";
import { useMagicLink as signInByLink } from "#lib/features/members/use-magic-link.ts";
import { limitAccountRequest } from "#lib/http/account-limits.ts";
import { publicAction } from "#lib/http/action.ts";
import { startSession } from "#lib/http/start-session.ts";

/** Signs in by a mailed link and goes to `next`. */
export async function magicLinkAction(token: string, next: string, _: PostedForm, form: FormData): Promise<PostedForm> {
  const result = await publicAction({ schema: z.object({}), input: {} }, async ({ ctx }) => {
    await limitAccountRequest();
    await startSession(await signInByLink({ ctx, input: { token } }));
  });
  if (!result.ok) return shownAgain(result, form, []);
  redirect(next);
}
