import Link from "next/link";
import type { ReactNode } from "react";
import { reasonWord } from "#components/cancellations/filter-words.ts";
import { MetadataList } from "#components/cancellations/history.tsx";
import { offerText } from "#components/cancellations/offer-text.ts";
import { ReasonText } from "#components/explorer/reason-text.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { Money } from "#components/ui/money.tsx";
import { SidePanel } from "#components/ui/side-panel.tsx";
import { Time } from "#components/ui/time.tsx";
import type { SessionDetail } from "#lib/features/cancel-sessions/model/session-list.ts";
import { SessionBadge } from "./session-badge.tsx";
import { SessionResult } from "./session-result.tsx";
import { SessionSteps } from "./session-steps.tsx";

interface Props {
  session: SessionDetail;
  /** Label by reason key. */
  labels: Record<string, string>;
  currency: string;
  timeZone: string;
  closeHref: string;
  /** Every session of the same customer; null where the customer is erased. */
  customerHref: string | null;
  /** Its entry among the cancellations; null for a link that was never opened. */
  cancellationHref: string | null;
}

/** The whole story of one hosted session. */
export function SessionPanel({ session, labels, currency, timeZone, closeHref, customerHref, cancellationHref }: Props) {
  const { session_id: id, reasonText } = session;
  return (
    <SidePanel
      panelKey={id}
      closeHref={closeHref}
      title={<span className="font-mono text-13">{id}</span>}
      actions={<SessionBadge status={session.status} outcome={session.outcome} />}
    >
      <div className="grid gap-5">
        {cancellationHref !== null && (
          <p className="text-13">
            <Link href={cancellationHref} prefetch={false}>
              Its cancellation, with the outcome’s history
            </Link>
          </p>
        )}
        {reasonText !== null && <ReasonText text={reasonText} />}
        <SessionSteps session={session} labels={labels} timeZone={timeZone} />
        <SessionResult session={session} timeZone={timeZone} />
        <section aria-label="Facts" className="grid gap-3">
          <h3 className="font-semibold text-14">Facts</h3>
          <DescriptionList items={facts(session, { labels, currency, timeZone, customerHref })} />
        </section>
      </div>
    </SidePanel>
  );
}

function facts(
  session: SessionDetail,
  { labels, currency, timeZone, customerHref }: Pick<Props, "labels" | "currency" | "timeZone" | "customerHref">,
): { term: string; value: ReactNode }[] {
  const { userId, reasonKey, offer, context, metadata, flowVersion } = session;
  const notGiven = <span className="text-muted">Not given</span>;
  const said = (term: string, value: ReactNode) => (value === null ? [] : [{ term, value }]);
  return [
    {
      term: "Customer",
      value: (
        <>
          <span className="font-mono text-12">{userId ?? "Erased"}</span>{" "}
          {customerHref !== null && (
            <Link href={customerHref} prefetch={false} className="whitespace-nowrap">
              all of this customer
            </Link>
          )}
        </>
      ),
    },
    ...said("Reason", session.opened_at === null ? null : reasonKey === null ? notGiven : reasonWord(reasonKey, labels)),
    ...said("Offer", session.opened_at === null ? null : offerText(offer)),
    { term: "Flow", value: flowWords(flowVersion, session.flowPublishedAt, timeZone) },
    { term: "Plan", value: session.planName ?? context.plan ?? notGiven },
    ...said("Product", session.productName),
    { term: "MRR", value: context.mrr === null ? notGiven : <Money amount={context.mrr} currency={currency} /> },
    ...said("Customer for", context.tenureDays === null ? null : `${context.tenureDays.toLocaleString("en")} days`),
    ...said("Would end", session.effectiveAt),
    ...said("Region", session.region),
    ...said("Customer type", session.customerType === null ? null : { b2b: "Business", b2c: "Consumer" }[session.customerType]),
    ...said("Language", session.locale),
    ...said("Receipt", session.hasEmail ? "By mail, to the address of the link or the page" : null),
    ...said("Notice given", session.statutory === null ? null : statutoryWords(session.statutory)),
    { term: session.status === "created" || session.status === "opened" ? "Ends" : "Ended by", value: <Time at={session.expires_at} timeZone={timeZone} /> },
    { term: "Leads back to", value: <span className="font-mono text-12">{session.return_url}</span> },
    {
      term: "Session id",
      value: (
        <>
          <span className="font-mono text-12">{session.session_id}</span>{" "}
          <CopyButton value={session.session_id} label="Copy session id" iconOnly variant="ghost" className="-my-1.5 align-middle" />
        </>
      ),
    },
    ...said("Metadata", metadata !== null && Object.keys(metadata).length > 0 ? <MetadataList metadata={metadata} /> : null),
  ];
}

function flowWords(version: number | null, publishedAt: string | null, timeZone: string): ReactNode {
  if (version === null) return "A trial of the draft";
  if (version === 0 || publishedAt === null) return "The one before your first publish";
  return (
    <>
      Version {version}, published <Time at={publishedAt} timeZone={timeZone} />
    </>
  );
}

function statutoryWords({ kind, cause, endsOn }: NonNullable<SessionDetail["statutory"]>): string {
  const what = kind === "ordinary" ? "Ordinary" : "Extraordinary";
  return [what, cause, endsOn === "" ? "to the next possible date" : `to ${endsOn}`].filter((part) => part !== "").join(", ");
}
