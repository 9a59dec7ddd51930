"use client";

import { useId, useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Select } from "#components/ui/select.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";
import type { MemberRole } from "#lib/core/context.ts";
import { roles } from "#lib/core/permissions.ts";
import { type Member, mayManage as mayTouch } from "#lib/features/members/model/member.ts";
import { roleLabels } from "./role-labels.ts";

interface Props {
  members: Member[];
  /** `usr_…` of who looks; null for a visitor. */
  selfId: string | null;
  role: MemberRole | null;
  mayManage: boolean;
  mayTransfer: boolean;
  /** Why the looker's own role cannot change yet, and what to do first; null when it can. */
  ownRoleObstacle: string | null;
  workspaceName: string;
  timeZone: string;
  onChangeRole: (userId: string, role: string) => Promise<ActionResult>;
  onRemove: (userId: string) => Promise<ActionResult>;
  onTransfer: (userId: string, workspaceName: string) => Promise<ActionResult>;
}

/** The members of a workspace; what the looker may change can be changed in place. */
export function MemberTable(props: Props) {
  const { members, selfId, role, mayManage, mayTransfer, ownRoleObstacle, workspaceName, timeZone, onChangeRole, onRemove, onTransfer } = props;
  const mayChange = (member: Member, to?: MemberRole) => mayManage && role !== null && mayTouch(role, member.role, to);
  const nameOf = ({ name, email }: Member) => name ?? email;

  const actionsOn = (member: Member) =>
    member.userId === selfId ? null : (
      <span className="inline-flex flex-wrap gap-1.5">
        {mayTransfer && member.role !== "owner" && (
          <ConfirmDialog
            trigger={<Button size="small">Make owner</Button>}
            title={`Transfer the ownership to ${nameOf(member)}?`}
            description="They become owner, and you become admin. Only they can give it back."
            name={workspaceName}
            confirmLabel="Transfer ownership"
            onConfirm={() => onTransfer(member.userId, workspaceName)}
          />
        )}
        {mayChange(member) && (
          <ConfirmDialog
            trigger={
              <Button size="small" aria-label={`Remove ${nameOf(member)}`}>
                Remove
              </Button>
            }
            title={`Remove ${nameOf(member)}?`}
            description="They no longer see this workspace from their next click on. Their account stays, and what they did stays in the audit log."
            confirmLabel="Remove member"
            onConfirm={() => onRemove(member.userId)}
          />
        )}
      </span>
    );

  const columns: Column<Member>[] = [
    {
      key: "member",
      head: "Member",
      cell: (member) => (
        <span className="grid min-w-0">
          <span className="wrap-anywhere font-medium">
            {nameOf(member)} {member.userId === selfId && <Badge>You</Badge>}
          </span>
          {member.name !== null && <span className="wrap-anywhere text-muted">{member.email}</span>}
        </span>
      ),
    },
    {
      key: "role",
      head: "Role",
      cell: (member) => (
        <span className="grid gap-1.5">
          {mayChange(member) ? (
            <RoleSelect
              member={member}
              label={`Role of ${nameOf(member)}`}
              options={roles.filter((to) => mayChange(member, to))}
              obstacle={member.userId === selfId ? ownRoleObstacle : null}
              onChange={(to) => onChangeRole(member.userId, to)}
            />
          ) : (
            roleLabels[member.role]
          )}
          {/* Narrow windows have no room for a column of their own. */}
          {mayManage && <span className="md:hidden">{actionsOn(member)}</span>}
        </span>
      ),
    },
    { key: "joined", head: "Joined", from: "md", cell: ({ joinedAt }) => <Time at={joinedAt} timeZone={timeZone} /> },
  ];
  if (mayManage) {
    columns.push({ key: "actions", head: <span className="sr-only">Actions</span>, align: "end", from: "md", cell: actionsOn });
  }
  return <Table caption="Members" columns={columns} rows={members} rowKey={({ userId }) => userId} />;
}

interface RoleSelectProps {
  member: Member;
  label: string;
  options: readonly MemberRole[];
  obstacle: string | null;
  onChange: (role: MemberRole) => Promise<ActionResult>;
}

function RoleSelect({ member, label, options, obstacle, onChange }: RoleSelectProps) {
  const [pending, setPending] = useState<MemberRole | null>(null);
  const obstacleId = useId();

  async function choose(role: MemberRole) {
    setPending(role);
    try {
      const answer = await onChange(role);
      if (answer.ok) toast.done(`${member.name ?? member.email} is ${roleLabels[role].toLowerCase()} now`);
      else toast.failed(answer.error.message);
    } catch {
      toast.failed("The server could not be reached. Nothing was changed as far as we know.");
    } finally {
      setPending(null);
    }
  }

  return (
    <>
      <Select
        aria-label={label}
        aria-describedby={obstacle === null ? undefined : obstacleId}
        className="w-32"
        value={pending ?? member.role}
        disabled={pending !== null || obstacle !== null}
        onChange={(event) => choose(event.target.value as MemberRole)}
      >
        {options.map((role) => (
          <option key={role} value={role}>
            {roleLabels[role]}
          </option>
        ))}
      </Select>
      {obstacle !== null && (
        <span id={obstacleId} className="max-w-72 text-12 text-muted">
          {obstacle}
        </span>
      )}
    </>
  );
}
