import Link from "next/link";
import type { ReactNode } from "react";
import { ReasonText } from "#components/explorer/reason-text.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { SidePanel } from "#components/ui/side-panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Cancellation, CancellationWithHistory } from "#lib/features/cancellations/model/cancellation.ts";
import { reasonWord, sourceWords } from "./filter-words.ts";
import { History, MetadataList } from "./history.tsx";
import { offerText } from "./offer-text.ts";
import { OutcomeBadge } from "./outcome-badge.tsx";
import { outcomeWords } from "./outcome-words.ts";
import { takesEffect } from "./takes-effect.ts";

interface Props {
  cancellation: CancellationWithHistory;
  labels: Record<string, string>;
  currency: string;
  timeZone: string;
  /** ms since 1970. */
  now: number;
  closeHref: string;
  /** Every event of the same customer. */
  customerHref: string | null;
  /** The hosted session it comes from, step by step; null for others. */
  sessionHref: string | null;
}

/** The whole story of one cancellation. */
export function CancellationPanel({ cancellation, labels, currency, timeZone, now, closeHref, customerHref, sessionHref }: Props) {
  const { eventId, outcome, reasonText, history } = cancellation;
  return (
    <SidePanel
      panelKey={cancellation.id}
      closeHref={closeHref}
      title={
        <span dir="auto" className="font-mono text-13">
          {eventId.length > 120 ? `${eventId.slice(0, 120)}…` : eventId}
        </span>
      }
      actions={<OutcomeBadge outcome={outcome} />}
    >
      <div className="grid gap-5">
        {sessionHref !== null && (
          <p className="text-13">
            <Link href={sessionHref} prefetch={false}>
              Its hosted session, step by step
            </Link>
          </p>
        )}
        {reasonText !== null && <ReasonText text={reasonText} />}
        <DescriptionList items={facts(cancellation, { labels, currency, timeZone, now, customerHref })} />
        <History history={history} source={cancellation.source} receivedAt={cancellation.receivedAt} {...{ timeZone, now }} />
      </div>
    </SidePanel>
  );
}

function facts(
  { eventId, id, userId, reasonKey, outcome, outcomeEffectiveAt, offer, context, occurredAt, receivedAt, source, metadata }: Cancellation,
  { labels, currency, timeZone, now, customerHref }: Pick<Props, "labels" | "currency" | "timeZone" | "now" | "customerHref">,
): { term: string; value: ReactNode }[] {
  const notGiven = <span className="text-muted">Not given</span>;
  const effect = takesEffect(outcomeEffectiveAt, now, timeZone);
  return [
    { term: "Outcome", value: effect === null ? outcomeWords[outcome] : `${outcomeWords[outcome]}, ${effect}` },
    {
      term: "Customer",
      value:
        userId === null ? (
          notGiven
        ) : (
          <>
            <span className="font-mono text-12">{userId}</span>{" "}
            {customerHref !== null && (
              <a href={customerHref} className="whitespace-nowrap">
                all of this customer
              </a>
            )}
          </>
        ),
    },
    {
      term: "Reason",
      value:
        reasonKey === null ? (
          notGiven
        ) : (
          <>
            {reasonWord(reasonKey, labels)} <code className="text-muted">{reasonKey}</code>
          </>
        ),
    },
    { term: "Offer", value: offerText(offer) },
    { term: "Plan", value: context.plan ?? notGiven },
    { term: "MRR", value: context.mrr === null ? notGiven : <Money amount={context.mrr} currency={currency} /> },
    { term: "Customer for", value: context.tenureDays === null ? notGiven : `${context.tenureDays.toLocaleString("en")} days` },
    { term: "Occurred", value: <Time at={occurredAt} timeZone={timeZone} /> },
    {
      term: "Received",
      value: (
        <>
          <Time at={receivedAt} timeZone={timeZone} />, {sourceWords[source]}
        </>
      ),
    },
    {
      term: "Event id",
      value: (
        <>
          <span className="font-mono text-12">{eventId}</span>{" "}
          <CopyButton value={eventId} label="Copy event id" iconOnly variant="ghost" className="-my-1.5 align-middle" />
        </>
      ),
    },
    { term: "RetentBase id", value: <span className="font-mono text-12">{id}</span> },
    ...(metadata !== null && Object.keys(metadata).length > 0 ? [{ term: "Metadata", value: <MetadataList metadata={metadata} /> }] : []),
  ];
}
