import { Time } from "#components/ui/time.tsx";
import type { Cancellation, OutcomeUpdate } from "#lib/features/cancellations/model/cancellation.ts";
import { OutcomeBadge } from "./outcome-badge.tsx";

interface Props {
  history: OutcomeUpdate[];
  source: Cancellation["source"];
  /** When the event itself came. */
  receivedAt: string;
  timeZone: string;
  /** ms since 1970. */
  now: number;
}

/** Every outcome ever said of an event, the latest receipt first, down to the event itself. */
export function History({ history, source, receivedAt, timeZone, now }: Props) {
  return (
    <section aria-label="History">
      <h3 className="mb-3 font-semibold text-14">History</h3>
      <ol className="m-0 list-none p-0 text-13">
        {history.toReversed().map((update) => (
          <Entry key={`${update.receivedAt} ${update.effectiveAt} ${update.outcome}`}>
            <p className="flex flex-wrap items-center gap-2">
              <OutcomeBadge outcome={update.outcome} />
              {update.current ? <strong className="font-medium">current</strong> : <span className="text-muted">superseded</span>}
            </p>
            <p className="mt-1">
              {Date.parse(update.effectiveAt) > now ? "Takes effect" : "Effective"} <Time at={update.effectiveAt} timeZone={timeZone} />
            </p>
            <p className="text-muted">
              Received <Time at={update.receivedAt} timeZone={timeZone} /> <span dir="auto">{fromWhom(update.actor, source)}</span>
            </p>
            {update.metadata !== null && Object.keys(update.metadata).length > 0 && <MetadataList metadata={update.metadata} />}
          </Entry>
        ))}
        <Entry>
          <p>
            Event received <Time at={receivedAt} timeZone={timeZone} />
          </p>
          {history.length === 0 && <p className="text-muted">No outcome yet. It is set by a PATCH of this event.</p>}
        </Entry>
      </ol>
    </section>
  );
}

function Entry({ children }: { children: React.ReactNode }) {
  return (
    <li className="relative ms-1 border-line-strong border-s pb-4 ps-4 last:border-transparent last:pb-0">
      <span aria-hidden="true" className="absolute top-1.5 -start-1 size-2 rounded-full bg-muted ring-3 ring-surface" />
      {children}
    </li>
  );
}

/** What the integrator sent along, as it was sent. */
export function MetadataList({ metadata }: { metadata: NonNullable<Cancellation["metadata"]> }) {
  return (
    <ul className="m-0 list-none p-0 font-mono text-12">
      {Object.entries(metadata).map(([key, value]) => (
        <li key={key} className="wrap-anywhere">
          {key}: {JSON.stringify(value)}
        </li>
      ))}
    </ul>
  );
}

function fromWhom(actor: OutcomeUpdate["actor"], source: Cancellation["source"]): string {
  if (actor.type === "system") return source === "import" ? "with an import" : "from RetentBase";
  const name = actor.name === null ? "" : ` “${actor.name}”`;
  return { api_key: `from API key${name}`, user: `from user${name}`, customer: "from the customer" }[actor.type];
}
