import { EmptyState } from "#components/ui/empty-state.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { OutboxEntry } from "#lib/features/mails/model/outbox.ts";

interface Props {
  mails: OutboxEntry[];
  /** Id of the mail that is open above, if any. */
  shown: string | null;
}

const columns: Column<OutboxEntry>[] = [
  { key: "subject", head: "Subject", cell: (mail) => mail.subject },
  { key: "to", head: "To", cell: (mail) => mail.to, className: "wrap-anywhere" },
  { key: "time", head: "Time (UTC)", cell: (mail) => <Time at={mail.sentAt} timeZone="UTC" />, from: "sm" },
];

/** The mails of the demo's outbox. */
export function OutboxTable({ mails, shown }: Props) {
  return (
    <Table
      caption="Mails, newest first"
      columns={columns}
      rows={mails}
      rowKey={({ id }) => id}
      rowHref={({ id }) => `/outbox?mail=${id}`}
      selectedKey={shown}
      empty={<EmptyState title="No mail yet">Sign up, invite somebody, or ask for a new password, and its mail appears here within seconds.</EmptyState>}
    />
  );
}
