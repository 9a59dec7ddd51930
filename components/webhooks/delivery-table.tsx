import { Badge } from "#components/ui/badge.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { attemptWords } from "#lib/features/webhooks/model/attempt-words.ts";
import type { RecentDelivery } from "#lib/features/webhooks/model/delivery.ts";
import { EventName } from "./event-name.tsx";

interface Props {
  /** Of which endpoint, for screen readers. */
  url: string;
  /** The latest first. */
  deliveries: RecentDelivery[];
  timeZone: string;
}

/** What an endpoint was sent lately, and what came of it. */
export function DeliveryTable({ url, deliveries, timeZone }: Props) {
  const columns: Column<RecentDelivery>[] = [
    {
      key: "message",
      head: "Message",
      className: "max-sm:w-2/5",
      cell: ({ type, messageId, lastAttempt }) => (
        <>
          <EventName event={type} />
          <span className="block wrap-anywhere font-mono text-12 text-muted max-md:hidden">{messageId}</span>
          {lastAttempt !== null && (
            <span className="block text-12 text-muted sm:hidden">
              <Time at={lastAttempt.at} timeZone={timeZone} />
            </span>
          )}
        </>
      ),
    },
    {
      key: "result",
      head: "What came of it",
      className: "sm:w-3/5",
      cell: (delivery) => <DeliveryResult delivery={delivery} timeZone={timeZone} />,
    },
    {
      key: "at",
      head: "Last attempt",
      from: "sm",
      className: "whitespace-nowrap",
      cell: ({ lastAttempt }) => (lastAttempt === null ? <span className="text-muted">None yet</span> : <Time at={lastAttempt.at} timeZone={timeZone} />),
    },
  ];
  return <Table caption={`Latest messages to ${url}`} columns={columns} rows={deliveries} rowKey={({ messageId }) => messageId} flush />;
}

/** The state in a word, then what was answered, then what happens next. */
export function DeliveryResult({ delivery, timeZone }: { delivery: RecentDelivery; timeZone: string }) {
  const { state, lastAttempt, attempts, nextAttemptAt } = delivery;
  const isRetried = state === "waiting" && attempts > 0;
  return (
    <span className="wrap-anywhere">
      {state === "delivered" && <Badge tone="accent">Delivered</Badge>}
      {state === "failed" && <Badge tone="danger">Given up</Badge>}
      {state === "waiting" && <Badge tone={isRetried ? "warning" : "neutral"}>{isRetried ? "Failed so far" : "On its way"}</Badge>}{" "}
      {lastAttempt !== null && attemptWords(lastAttempt)} {attempts > 1 && <span className="text-muted">{attempts} attempts. </span>}
      {isRetried && nextAttemptAt !== null && (
        <span className="text-muted">
          Next attempt{" "}
          <span className="whitespace-nowrap">
            <Time at={nextAttemptAt} timeZone={timeZone} />.
          </span>
        </span>
      )}
    </span>
  );
}
