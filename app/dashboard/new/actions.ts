"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { type PostedForm, shownAgain, textsOf } from "#lib/core/posted-form.ts";
import { createOwnWorkspace } from "#lib/features/onboarding/create-own-workspace.ts";
import { limitOwnRequests } from "#lib/http/account-limits.ts";
import { userAction } from "#lib/http/action.ts";

/** Makes a workspace that the signed-in user owns, and opens it. */
export async function createWorkspaceAction(_: PostedForm, form: FormData): Promise<PostedForm> {
  const result = await userAction({ schema: z.object({ name: z.string(), timeZone: z.string() }), input: textsOf(form) }, async ({ ctx, userId, input }) => {
    limitOwnRequests("account_requests", `user:${userId}`);
    return createOwnWorkspace({ ctx, input });
  });
  if (!result.ok) return shownAgain(result, form, ["name", "timeZone"]);
  redirect(`/dashboard/${result.data.slug}`);
}
