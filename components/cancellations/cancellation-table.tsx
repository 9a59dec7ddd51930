import Link from "next/link";
import { Fragment } from "react";
import { Money } from "#components/ui/money.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Cancellation, CancellationWithHistory } from "#lib/features/cancellations/model/cancellation.ts";
import { CancellationEvent } from "./cancellation-event.tsx";
import { offerText } from "./offer-text.ts";
import { OutcomeBadge } from "./outcome-badge.tsx";

interface Props {
  cancellations: Cancellation[];
  /** The one whose history is shown. */
  opened: CancellationWithHistory | null;
  /** Label by reason key. */
  reasons: Record<string, string>;
  currency: string;
  timeZone: string;
  /** Address of this page with an event opened, or with none (null). */
  hrefOf: (eventId: string | null) => string;
}

const COLUMNS = 6;

/** The ledger's page of events, latest first; one of them may be opened. */
export function CancellationTable({ cancellations, opened, reasons, currency, timeZone, hrefOf }: Props) {
  return (
    <table className="table">
      <caption className="visually-hidden">Latest cancellations; the time of each leads to its history</caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col" className="only-wide">
            Customer
          </th>
          <th scope="col" className="only-wide">
            Reason
          </th>
          <th scope="col">Outcome</th>
          <th scope="col" className="only-wide">
            Offer
          </th>
          <th scope="col" className="only-wide figure">
            MRR
          </th>
        </tr>
      </thead>
      <tbody>
        {cancellations.map((cancellation) => {
          const isOpened = opened?.id === cancellation.id;
          const reason = reasonText(cancellation.reasonKey, reasons);
          const offer = offerText(cancellation.offer);
          return (
            <Fragment key={cancellation.id}>
              <tr className="table-event" id={isOpened ? "event" : undefined} aria-current={isOpened ? "true" : undefined}>
                <th scope="row">
                  <Link className="whole" href={isOpened ? hrefOf(null) : `${hrefOf(cancellation.eventId)}#event`} prefetch={false}>
                    <Time at={cancellation.occurredAt} timeZone={timeZone} />
                    <span className="visually-hidden">{isOpened ? ", close history" : ", show history"}</span>
                  </Link>
                  <span className="only-narrow clamp" dir="auto" title={reason}>
                    {reason}
                  </span>
                  {cancellation.userId !== null && (
                    <span className="only-narrow clip muted" dir="auto" title={cancellation.userId}>
                      {cancellation.userId}
                    </span>
                  )}
                </th>
                <td className="only-wide">
                  {cancellation.userId === null ? (
                    <span className="muted">Not given</span>
                  ) : (
                    <span className="clip" dir="auto" title={cancellation.userId}>
                      {cancellation.userId}
                    </span>
                  )}
                </td>
                <td className="only-wide">
                  <span className="clamp" dir="auto" title={reason}>
                    {reason}
                  </span>
                </td>
                <td className="whole">
                  <OutcomeBadge outcome={cancellation.outcome} />
                </td>
                <td className="only-wide">
                  <span className="clamp" dir="auto" title={offer}>
                    {offer}
                  </span>
                </td>
                <td className="only-wide figure">
                  {cancellation.context.mrr === null ? (
                    <span className="muted">Not given</span>
                  ) : (
                    <Money amount={cancellation.context.mrr} currency={currency} />
                  )}
                </td>
              </tr>
              {isOpened && (
                <tr>
                  <td colSpan={COLUMNS}>
                    <CancellationEvent cancellation={opened} currency={currency} timeZone={timeZone} />
                  </td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function reasonText(key: string | null, labels: Record<string, string>): string {
  return key === null ? "Not given" : (labels[key] ?? key);
}
