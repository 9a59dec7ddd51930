import Link from "next/link";
import { Time } from "#components/ui/time.tsx";
import type { OutboxEntry } from "#lib/features/mails/model/outbox.ts";

interface Props {
  mails: OutboxEntry[];
  /** Id of the mail that is open above, if any. */
  shown: string | null;
}

/** The mails of the demo's outbox. */
export function OutboxTable({ mails, shown }: Props) {
  if (mails.length === 0) return <p>No mail yet. Sign up, invite somebody, or ask for a new password, and it appears here.</p>;
  return (
    <table className="table">
      <caption className="visually-hidden">Mails, newest first</caption>
      <thead>
        <tr>
          <th scope="col">Subject</th>
          <th scope="col">To</th>
          <th scope="col">Time (UTC)</th>
        </tr>
      </thead>
      <tbody>
        {mails.map((mail) => (
          <tr key={mail.id}>
            <td>
              <Link href={`/outbox?mail=${mail.id}`} prefetch={false} aria-current={mail.id === shown ? "true" : undefined}>
                {mail.subject}
              </Link>
            </td>
            <td>{mail.to}</td>
            <td>
              <Time at={mail.sentAt} timeZone="UTC" />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
