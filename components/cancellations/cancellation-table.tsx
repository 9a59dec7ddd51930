import { Money } from "#components/ui/money.tsx";
import { Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Cancellation } from "#lib/features/cancellations/model/cancellation.ts";
import { reasonWord } from "./filter-words.ts";
import { OfferCell } from "./offer-cell.tsx";
import { OutcomeBadge } from "./outcome-badge.tsx";
import { takesEffect } from "./takes-effect.ts";

interface Props {
  cancellations: Cancellation[];
  /** Id of the one that is open. */
  openedId: string | null;
  /** Label by reason key. */
  labels: Record<string, string>;
  currency: string;
  timeZone: string;
  /** ms since 1970. */
  now: number;
  /** Address of this page with an event opened, or with none (null). */
  hrefOf: (eventId: string | null) => string;
  /** Beside an open panel there is room for less. */
  isNarrow: boolean;
  /** Inside a card that has the border already. */
  flush?: boolean;
}

const cutWide = "block max-w-56 truncate";
const cutNarrow = "block max-w-30 truncate";

/** A page of events, latest first; each leads to its whole story. */
export function CancellationTable({ cancellations, openedId, labels, currency, timeZone, now, hrefOf, isNarrow, flush }: Props) {
  const cut = isNarrow ? cutNarrow : cutWide;
  const wide = isNarrow ? ("xl" as const) : ("lg" as const);
  return (
    <Table
      flush={flush}
      caption="Cancellations, latest first"
      rows={cancellations}
      rowKey={({ id }) => id}
      rowHref={({ eventId }) => hrefOf(eventId)}
      selectedKey={openedId}
      columns={[
        {
          key: "when",
          head: "When",
          cell: (row) => (
            <>
              <span className="whitespace-nowrap">
                <Time at={row.occurredAt} timeZone={timeZone} />
              </span>
              <span dir="auto" className={`block max-w-40 truncate sm:hidden ${row.userId === null ? "text-muted" : "font-mono text-12"}`}>
                {row.userId ?? "No customer id"}
              </span>
              <span dir="auto" className="block max-w-40 truncate text-muted md:hidden">
                {reasonWord(row.reasonKey, labels)}
              </span>
            </>
          ),
        },
        {
          key: "customer",
          head: "Customer",
          from: "sm",
          cell: ({ userId }) => (
            <span dir="auto" title={userId ?? undefined} className={`${cut} ${userId === null ? "text-muted" : "font-mono text-12"}`}>
              {userId ?? "Not given"}
            </span>
          ),
        },
        {
          key: "reason",
          head: "Reason",
          from: "md",
          cell: ({ reasonKey }) => (
            <span dir="auto" title={reasonWord(reasonKey, labels)} className={`${cut} ${reasonKey === null ? "text-muted" : ""}`}>
              {reasonWord(reasonKey, labels)}
            </span>
          ),
        },
        {
          key: "outcome",
          head: "Outcome",
          cell: ({ outcome, outcomeEffectiveAt }) => {
            const effect = takesEffect(outcomeEffectiveAt, now, timeZone);
            return (
              <>
                <OutcomeBadge outcome={outcome} />
                {effect !== null && <span className="block text-12 text-muted">{effect}</span>}
              </>
            );
          },
        },
        ...(isNarrow
          ? []
          : [
              {
                key: "offer",
                head: "Offer",
                from: wide,
                cell: ({ offer }: Cancellation) => <OfferCell offer={offer} />,
              },
            ]),
        {
          key: "mrr",
          head: "MRR",
          align: "end",
          from: "sm",
          cell: ({ context: { mrr } }) => (mrr === null ? <span className="text-muted">–</span> : <Money amount={mrr} currency={currency} />),
        },
      ]}
    />
  );
}
