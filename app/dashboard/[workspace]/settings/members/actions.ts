"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import type { ActionResult } from "#lib/core/action-result.ts";
import { type PostedForm, shownAgain, textsOf } from "#lib/core/posted-form.ts";
import { changeMemberRole } from "#lib/features/members/change-role.ts";
import { inviteMember } from "#lib/features/members/invite.ts";
import { leaveWorkspace } from "#lib/features/members/leave.ts";
import { invitableRoleSchema } from "#lib/features/members/model/invitation.ts";
import { memberRoleSchema } from "#lib/features/members/model/member-role.ts";
import { removeMember } from "#lib/features/members/remove.ts";
import { resendInvitation } from "#lib/features/members/resend-invitation.ts";
import { revokeInvitation } from "#lib/features/members/revoke-invitation.ts";
import { transferOwnership } from "#lib/features/members/transfer-ownership.ts";
import { limitOwnRequests } from "#lib/http/account-limits.ts";
import { workspaceAction } from "#lib/http/action.ts";

const idSchema = z.object({ id: z.string() });

/** The page shows what is true now, after a refusal too: somebody else may have changed it. */
function shown<T>(result: ActionResult<T>): ActionResult<T> {
  refresh();
  return result;
}

export async function inviteAction(workspace: string, _: PostedForm, form: FormData): Promise<PostedForm> {
  const schema = z.object({ email: z.string(), role: invitableRoleSchema });
  const result = await workspaceAction({ workspace, schema, input: textsOf(form) }, ({ ctx, input }) => {
    limitOwnRequests("invitations", ctx.workspace.id);
    return inviteMember({ ctx, input });
  });
  if (!result.ok) return shownAgain(result, form, ["email", "role"]);
  refresh();
  const { url } = result.data;
  return shownAgain(result, form, [], url === null ? "The invitation is on its way." : `Hand over this link; it is shown once: ${url}`);
}

export async function resendInvitationAction(workspace: string, id: string): Promise<ActionResult<{ url: string | null }>> {
  return shown(
    await workspaceAction({ workspace, schema: idSchema, input: { id } }, ({ ctx, input }) => {
      limitOwnRequests("invitations", ctx.workspace.id);
      return resendInvitation({ ctx, input });
    }),
  );
}

export async function revokeInvitationAction(workspace: string, id: string): Promise<ActionResult> {
  return shown(await workspaceAction({ workspace, schema: idSchema, input: { id } }, ({ ctx, input }) => revokeInvitation({ ctx, input })));
}

export async function changeRoleAction(workspace: string, userId: string, role: string): Promise<ActionResult> {
  const schema = z.object({ userId: z.string(), role: memberRoleSchema });
  return shown(await workspaceAction({ workspace, schema, input: { userId, role } }, ({ ctx, input }) => changeMemberRole({ ctx, input })));
}

export async function removeMemberAction(workspace: string, userId: string): Promise<ActionResult> {
  const schema = z.object({ userId: z.string() });
  return shown(await workspaceAction({ workspace, schema, input: { userId } }, ({ ctx, input }) => removeMember({ ctx, input })));
}

export async function transferOwnershipAction(workspace: string, userId: string, workspaceName: string): Promise<ActionResult> {
  const schema = z.object({ userId: z.string(), workspaceName: z.string() });
  return shown(await workspaceAction({ workspace, schema, input: { userId, workspaceName } }, ({ ctx, input }) => transferOwnership({ ctx, input })));
}

/** Leaves, and goes to another workspace of one's own. */
export async function leaveAction(workspace: string): Promise<ActionResult> {
  const result = await workspaceAction({ workspace, schema: z.object({}), input: {} }, ({ ctx }) => leaveWorkspace({ ctx }));
  if (!result.ok) return result;
  redirect("/dashboard");
}
