"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type PostedForm, shownAgain, textsOf } from "#lib/core/posted-form.ts";
import { acceptInvitation } from "#lib/features/members/accept-invitation.ts";
import { signUpByInvitation } from "#lib/features/members/sign-up-by-invitation.ts";
import { limitAccountRequest } from "#lib/http/account-limits.ts";
import { publicAction, userAction } from "#lib/http/action.ts";
import { startSession } from "#lib/http/start-session.ts";

/** The signed-in user joins. */
export async function joinAction(token: string, _: PostedForm, form: FormData): Promise<PostedForm> {
  const result = await userAction({ schema: z.object({}), input: {} }, ({ ctx }) => acceptInvitation({ ctx, input: { token } }));
  if (!result.ok) return shownAgain(result, form, []);
  redirect(`/dashboard/${result.data.slug}`);
}

const schema = z.object({ name: z.string(), password: z.string() });

/** Makes the account that the invitation is for, joins and signs in. */
export async function signUpAndJoinAction(token: string, _: PostedForm, form: FormData): Promise<PostedForm> {
  const result = await publicAction({ schema, input: textsOf(form) }, async ({ ctx, input }) => {
    await limitAccountRequest();
    const joined = await signUpByInvitation({ ctx, input: { ...input, token } });
    await startSession(joined);
    return joined;
  });
  if (!result.ok) return shownAgain(result, form, ["name"]);
  redirect(`/dashboard/${result.data.slug}`);
}
