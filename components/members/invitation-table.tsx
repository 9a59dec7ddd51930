"use client";

import { useState } from "react";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";
import type { ListedInvitation } from "#lib/features/members/model/invitation.ts";
import { roleLabels } from "./role-labels.ts";

interface Props {
  invitations: ListedInvitation[];
  timeZone: string;
  onResend: (id: string) => Promise<ActionResult<{ url: string | null }>>;
  onRevoke: (id: string) => Promise<ActionResult>;
}

/** Who is invited and has not come yet. */
export function InvitationTable({ invitations, timeZone, onResend, onRevoke }: Props) {
  const [pending, setPending] = useState<string | null>(null);
  const [link, setLink] = useState<{ email: string; url: string } | null>(null);

  async function act<T>(key: string, work: () => Promise<ActionResult<T>>, done: (data: T) => void) {
    setPending(key);
    setLink(null);
    try {
      const answer = await work();
      if (answer.ok) done(answer.data);
      else toast.failed(answer.error.message);
    } catch {
      toast.failed("The server could not be reached. Try again in a moment.");
    } finally {
      setPending(null);
    }
  }

  const columns: Column<ListedInvitation>[] = [
    { key: "email", head: "Invited", cell: ({ email }) => <span className="wrap-anywhere font-medium">{email}</span> },
    { key: "role", head: "Role", cell: ({ role }) => roleLabels[role] },
    {
      key: "until",
      head: "Link works until",
      from: "sm",
      cell: ({ expiresAt, isExpired }) => (isExpired ? <Badge tone="warning">Expired</Badge> : <Time at={expiresAt} timeZone={timeZone} />),
    },
    {
      key: "actions",
      head: <span className="sr-only">Actions</span>,
      align: "end",
      cell: ({ id, email }) => (
        <span className="inline-flex flex-wrap justify-end gap-1.5">
          <Button
            size="small"
            pending={pending === `resend ${id}`}
            aria-label={`Send again to ${email}`}
            onClick={() =>
              act(
                `resend ${id}`,
                () => onResend(id),
                ({ url }) => (url === null ? toast.done(`Sent again to ${email}`) : setLink({ email, url })),
              )
            }
          >
            Send again
          </Button>
          <Button
            size="small"
            pending={pending === `revoke ${id}`}
            aria-label={`Revoke the invitation of ${email}`}
            onClick={() =>
              act(
                `revoke ${id}`,
                () => onRevoke(id),
                () => toast.done(`The invitation of ${email} is revoked`),
              )
            }
          >
            Revoke
          </Button>
        </span>
      ),
    },
  ];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
      {link !== null && (
        <Notice tone="success" live="polite" title={`A new link for ${link.email}. Hand it over; it is shown once.`}>
          <code className="wrap-anywhere select-all">{link.url}</code> <CopyButton value={link.url} label="Copy link" />
        </Notice>
      )}
      <Table caption="Open invitations" columns={columns} rows={invitations} rowKey={({ id }) => id} />
    </div>
  );
}
