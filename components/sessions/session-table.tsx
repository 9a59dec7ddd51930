import { reasonWord } from "#components/cancellations/filter-words.ts";
import { OfferCell } from "#components/cancellations/offer-cell.tsx";
import { Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { ListedSession } from "#lib/features/cancel-sessions/model/session-list.ts";
import { SessionBadge } from "./session-badge.tsx";
import { resultWord } from "./session-words.ts";

interface Props {
  sessions: ListedSession[];
  /** Id of the one that is open. */
  openedId: string | null;
  /** Label by reason key. */
  labels: Record<string, string>;
  timeZone: string;
  /** Address of this page with a session opened. */
  hrefOf: (id: string) => string;
  /** Beside an open panel there is room for less. */
  isNarrow: boolean;
}

/** A page of sessions, latest made first; each leads to its whole story. */
export function SessionTable({ sessions, openedId, labels, timeZone, hrefOf, isNarrow }: Props) {
  const cut = isNarrow ? "block max-w-30 truncate" : "block max-w-56 truncate";
  const text = (value: string, muted: boolean, look = "") => (
    <span dir="auto" title={value} className={`${cut} ${muted ? "text-muted" : look}`}>
      {value}
    </span>
  );
  return (
    <Table
      caption="Hosted sessions, latest made first"
      rows={sessions}
      rowKey={({ session_id }) => session_id}
      rowHref={({ session_id }) => hrefOf(session_id)}
      selectedKey={openedId}
      columns={[
        {
          key: "when",
          head: "Link made",
          cell: ({ created_at, opened_at, userId, reasonKey }) => (
            <>
              <span className="whitespace-nowrap">
                <Time at={created_at} timeZone={timeZone} />
              </span>
              <span dir="auto" className={`block max-w-40 truncate sm:hidden ${userId === null ? "text-muted" : "font-mono text-12"}`}>
                {userId ?? "Erased"}
              </span>
              {opened_at !== null && (
                <span dir="auto" className="block max-w-40 truncate text-muted md:hidden">
                  {reasonWord(reasonKey, labels)}
                </span>
              )}
            </>
          ),
        },
        { key: "customer", head: "Customer", from: "sm", cell: ({ userId }) => text(userId ?? "Erased", userId === null, "font-mono text-12") },
        { key: "status", head: "Status", cell: (row) => <SessionBadge status={row.status} outcome={row.outcome} /> },
        {
          key: "reason",
          head: "Reason",
          from: "md",
          cell: ({ reasonKey, opened_at }) => text(opened_at === null ? "–" : reasonWord(reasonKey, labels), reasonKey === null),
        },
        ...(isNarrow
          ? []
          : [
              {
                key: "offer",
                head: "Offer",
                from: "lg" as const,
                cell: ({ offer, opened_at }: ListedSession) => (opened_at === null ? text("–", true) : <OfferCell offer={offer} />),
              },
            ]),
        {
          key: "result",
          head: "Result",
          from: isNarrow ? "xl" : "lg",
          cell: ({ status, result }) => {
            const word = resultWord(status, result);
            return <span className={word === null ? "text-muted" : ""}>{word ?? "–"}</span>;
          },
        },
      ]}
    />
  );
}
