import type { ReactNode } from "react";
import { Money } from "#components/ui/money.tsx";
import { Time } from "#components/ui/time.tsx";
import type { Cancellation, CancellationWithHistory, OutcomeUpdate } from "#lib/features/cancellations/model/cancellation.ts";
import { offerText } from "./offer-text.ts";
import { OutcomeBadge } from "./outcome-badge.tsx";

interface Props {
  cancellation: CancellationWithHistory;
  currency: string;
  timeZone: string;
}

const sourceWords: Record<Cancellation["source"], string> = { api: "API", hosted: "Hosted flow", import: "Import" };

/** Everything known about one cancellation, and every outcome ever said of it. */
export function CancellationEvent({ cancellation, currency, timeZone }: Props) {
  const { context, metadata } = cancellation;
  return (
    <div className="event">
      <div>
        <h2>Event</h2>
        {cancellation.reasonText !== null && <ReasonText text={cancellation.reasonText} />}
        <dl className="facts">
          <Fact name="Event id">
            <code>{cancellation.eventId}</code>
          </Fact>
          <Fact name="Customer">{cancellation.userId}</Fact>
          <Fact name="Reason key">{cancellation.reasonKey !== null && <code>{cancellation.reasonKey}</code>}</Fact>
          <Fact name="Offer">{offerText(cancellation.offer)}</Fact>
          <Fact name="Plan">{context.plan}</Fact>
          <Fact name="MRR">{context.mrr !== null && <Money amount={context.mrr} currency={currency} />}</Fact>
          <Fact name="Customer for">{context.tenureDays !== null && `${context.tenureDays.toLocaleString("en")} days`}</Fact>
          <Fact name="Received">
            <Time at={cancellation.receivedAt} timeZone={timeZone} />, {sourceWords[cancellation.source]}
          </Fact>
          {metadata !== null && Object.keys(metadata).length > 0 && (
            <Fact name="Metadata">
              <MetadataList metadata={metadata} />
            </Fact>
          )}
        </dl>
      </div>
      <div>
        <h2>History</h2>
        {cancellation.history.length === 0 ? (
          <p className="muted">No outcome yet. It is set by a PATCH of this event.</p>
        ) : (
          <ol className="history">
            {cancellation.history.map((update) => (
              <HistoryEntry
                key={`${update.receivedAt} ${update.effectiveAt} ${update.outcome}`}
                update={update}
                source={cancellation.source}
                timeZone={timeZone}
              />
            ))}
          </ol>
        )}
      </div>
    </div>
  );
}

/** What the customer wrote, whole; a long text scrolls in a box of its own. */
function ReasonText({ text }: { text: string }) {
  const quote = (
    <blockquote className="quote" dir="auto">
      {text}
    </blockquote>
  );
  if (text.length <= 600 && text.split("\n").length <= 12) return quote;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="scroll" tabIndex={0} aria-label="What the customer wrote">
      {quote}
    </section>
  );
}

function HistoryEntry({ update, source, timeZone }: { update: OutcomeUpdate; source: Cancellation["source"]; timeZone: string }) {
  const isImported = source === "import" && update.actor.type === "system";
  return (
    <li>
      <span>
        <OutcomeBadge outcome={update.outcome} /> {update.current ? <strong>current</strong> : <span className="muted">superseded</span>}
      </span>
      <span>
        Effective <Time at={update.effectiveAt} timeZone={timeZone} />
      </span>
      <span className="muted">
        {isImported ? "Imported, received" : "Received"} <Time at={update.receivedAt} timeZone={timeZone} />
        {!isImported && (
          <>
            {" "}
            from <span dir="auto">{actorText(update.actor)}</span>
          </>
        )}
      </span>
      {update.metadata !== null && Object.keys(update.metadata).length > 0 && <MetadataList metadata={update.metadata} />}
    </li>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd dir="auto" style={{ overflowWrap: "anywhere" }}>
        {children === null || children === false ? <span className="muted">Not given</span> : children}
      </dd>
    </>
  );
}

function MetadataList({ metadata }: { metadata: NonNullable<Cancellation["metadata"]> }) {
  return (
    <ul className="plain-list" style={{ gap: 0 }}>
      {Object.entries(metadata).map(([key, value]) => (
        <li key={key} className="mono" style={{ overflowWrap: "anywhere" }}>
          {key}: {JSON.stringify(value)}
        </li>
      ))}
    </ul>
  );
}

function actorText(actor: OutcomeUpdate["actor"]): string {
  const name = actor.name === null ? "" : ` “${actor.name}”`;
  return { api_key: `API key${name}`, user: `user${name}`, customer: "the customer", system: "RetentBase" }[actor.type];
}
