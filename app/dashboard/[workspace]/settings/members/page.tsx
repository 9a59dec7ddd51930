import type { Metadata } from "next";
import { PostedFields } from "#components/forms/posted-fields.tsx";
import { InvitationTable } from "#components/members/invitation-table.tsx";
import { LeaveWorkspace } from "#components/members/leave-workspace.tsx";
import { MemberTable } from "#components/members/member-table.tsx";
import { onlyOwnerAdvice } from "#components/members/only-owner.ts";
import { roleHints, roleLabels } from "#components/members/role-labels.ts";
import { Card } from "#components/ui/card.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { formatId } from "#lib/core/ids.ts";
import { may } from "#lib/core/permissions.ts";
import { listInvitations } from "#lib/features/members/list-invitations.ts";
import { listMembers } from "#lib/features/members/list-members.ts";
import { invitableRoles } from "#lib/features/members/model/invitation.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { requireReader } from "#lib/http/session.ts";
import {
  changeRoleAction,
  inviteAction,
  leaveAction,
  removeMemberAction,
  resendInvitationAction,
  revokeInvitationAction,
  transferOwnershipAction,
} from "./actions.ts";

export const metadata: Metadata = { title: "Members" };

interface Props {
  params: Promise<{ workspace: string }>;
}

export default async function MembersPage({ params }: Props) {
  const { workspace: slug } = await params;
  const { ctx, user } = await requireReader(slug, `/dashboard/${slug}/settings/members`, "members.read");
  const { name, timeZone } = await workspaceProfile({ ctx });
  const members = await listMembers({ ctx });
  const mayManage = may(ctx, "members.manage");
  const invitations = mayManage ? await listInvitations({ ctx }) : [];
  const selfId = user === null ? null : formatId("usr", user.userId);
  const obstacle = onlyOwnerAdvice(members, selfId);
  const role = ctx.actor.type === "user" ? ctx.actor.role : null;
  return (
    <>
      <PageHead title="Members" description="Who works in this workspace, and what they may do." />
      {mayManage && (
        <Card title="Invite somebody" description="They get a link by mail; it works for seven days.">
          <PostedFields
            action={inviteAction.bind(null, slug)}
            submitLabel="Invite"
            failureTitle="The invitation was not sent"
            inline
            fields={[
              { name: "email", label: "E-mail", type: "email", autoComplete: "off", maxLength: 320 },
              {
                name: "role",
                label: "Role",
                value: "viewer",
                options: invitableRoles.map((value) => ({ value, label: `${roleLabels[value]}: ${roleHints[value].toLowerCase()}` })),
              },
            ]}
          />
        </Card>
      )}
      {invitations.length > 0 && (
        <InvitationTable
          invitations={invitations}
          timeZone={timeZone}
          onResend={resendInvitationAction.bind(null, slug)}
          onRevoke={revokeInvitationAction.bind(null, slug)}
        />
      )}
      <MemberTable
        members={members}
        selfId={selfId}
        role={role}
        mayManage={mayManage}
        mayTransfer={may(ctx, "ownership.transfer")}
        ownRoleObstacle={obstacle}
        workspaceName={name}
        timeZone={timeZone}
        onChangeRole={changeRoleAction.bind(null, slug)}
        onRemove={removeMemberAction.bind(null, slug)}
        onTransfer={transferOwnershipAction.bind(null, slug)}
      />
      {may(ctx, "members.leave") && <LeaveWorkspace name={name} obstacle={obstacle} onLeave={leaveAction.bind(null, slug)} />}
    </>
  );
}
