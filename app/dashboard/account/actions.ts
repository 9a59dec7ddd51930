"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import type { ActionResult } from "#lib/core/action-result.ts";
import { type PostedForm, shownAgain, textsOf } from "#lib/core/posted-form.ts";
import { changeName } from "#lib/features/members/change-name.ts";
import { changePassword } from "#lib/features/members/change-password.ts";
import { revokeOtherSignInSessions } from "#lib/features/members/revoke-other-sign-in-sessions.ts";
import { revokeSignInSession } from "#lib/features/members/revoke-sign-in-session.ts";
import { limitOwnRequests } from "#lib/http/account-limits.ts";
import { userAction } from "#lib/http/action.ts";
import { currentUser } from "#lib/http/session.ts";

const sessionOfCaller = async () => (await currentUser())?.sessionId ?? "";

export async function changeNameAction(_: PostedForm, form: FormData): Promise<PostedForm> {
  const result = await userAction({ schema: z.object({ name: z.string() }), input: textsOf(form) }, ({ ctx, input }) => changeName({ ctx, input }));
  return shownAgain(result, form, ["name"]);
}

/** Sets another password; every other session ends. */
export async function changePasswordAction(_: PostedForm, form: FormData): Promise<PostedForm> {
  const schema = z.object({ currentPassword: z.string(), password: z.string() });
  const result = await userAction({ schema, input: textsOf(form) }, async ({ ctx, userId, input }) => {
    // Whoever sits at an open browser must not guess the password either.
    limitOwnRequests("account_requests", `user:${userId}`);
    await changePassword({ ctx, input: { ...input, keepSessionId: await sessionOfCaller() } });
  });
  if (result.ok) refresh();
  return shownAgain(result, form, [], "Your password is changed. You are signed out everywhere else.");
}

export async function revokeSessionAction(id: string): Promise<ActionResult> {
  const result = await userAction({ schema: z.object({ id: z.string() }), input: { id } }, ({ ctx, input }) => revokeSignInSession({ ctx, input }));
  if (result.ok) refresh();
  return result;
}

export async function revokeOtherSessionsAction(): Promise<ActionResult<number>> {
  const result = await userAction({ schema: z.object({}), input: {} }, async ({ ctx }) =>
    revokeOtherSignInSessions({ ctx, input: { keepId: await sessionOfCaller() } }),
  );
  if (result.ok) refresh();
  return result;
}
