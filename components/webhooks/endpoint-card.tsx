import { Ellipsis, Pencil, Power, Trash2 } from "lucide-react";
import { Badge } from "#components/ui/badge.tsx";
import { Card } from "#components/ui/card.tsx";
import { DescriptionList } from "#components/ui/description-list.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { Time } from "#components/ui/time.tsx";
import type { EndpointActivity } from "#lib/features/webhooks/model/delivery.ts";
import type { WebhookEndpoint } from "#lib/features/webhooks/model/endpoint.ts";
import { DeliveryResult, DeliveryTable } from "./delivery-table.tsx";
import { EventName } from "./event-name.tsx";
import { TestMessage } from "./test-message.tsx";
import type { WebhookActions } from "./webhook-actions.ts";

interface Props {
  endpoint: WebhookEndpoint;
  activity: EndpointActivity;
  timeZone: string;
  actions: Pick<WebhookActions, "test" | "attempts">;
  onChange(): void;
  onSwitch(): void;
  onRemove(): void;
}

const disabledWords = { by_hand: "Off", gone: "Off: it answered 410 Gone", failing: "Off: it failed for days" } as const;

/** One endpoint: where it is, how it stands, and what it was sent lately. */
export function EndpointCard({ endpoint, activity, timeZone, actions, onChange, onSwitch, onRemove }: Props) {
  const { id, url, enabled, disabledReason, failingSince, createdAt, events } = endpoint;
  const { deliveries, lastTest } = activity;
  return (
    <Card
      title={<span className="line-clamp-3">{url}</span>}
      padded={false}
      actions={
        <>
          {!enabled && <Badge tone={disabledReason === "by_hand" ? "neutral" : "danger"}>{disabledWords[disabledReason ?? "by_hand"]}</Badge>}
          {enabled && <Badge tone={failingSince === null ? "accent" : "warning"}>{failingSince === null ? "On" : "Failing"}</Badge>}
          <Menu align="end" trigger={<IconButton label={`Actions for ${url}`} icon={<Ellipsis />} size="small" tooltip={false} />}>
            <MenuItem icon={<Pencil />} onClosed={onChange}>
              Change
            </MenuItem>
            <MenuItem icon={<Power />} onSelect={onSwitch}>
              {enabled ? "Switch off" : "Switch on"}
            </MenuItem>
            <MenuSeparator />
            <MenuItem icon={<Trash2 />} danger onClosed={onRemove}>
              Delete
            </MenuItem>
          </Menu>
        </>
      }
    >
      <div className="grid gap-3 px-5 pb-4">
        <DescriptionList
          className="max-sm:grid-cols-[minmax(0,1fr)] max-sm:gap-y-0 max-sm:[&_dd]:mb-1.5 sm:grid-cols-[6rem_minmax(0,1fr)]"
          items={[
            { term: "Is told of", value: <Events events={events} /> },
            { term: "Id", value: <span className="font-mono text-12 wrap-anywhere">{id}</span> },
            { term: "Added", value: <Time at={createdAt} timeZone={timeZone} /> },
            ...(failingSince === null ? [] : [{ term: "Failing since", value: <Time at={failingSince} timeZone={timeZone} /> }]),
            {
              term: "Last test",
              value: lastTest === null ? <span className="text-muted">None lately</span> : <LastTest {...{ lastTest, timeZone }} />,
            },
          ]}
        />
        <div>
          <TestMessage endpoint={endpoint} actions={actions} />
        </div>
      </div>
      {deliveries.length === 0 ? (
        <p className="border-line border-t px-5 py-3 text-13 text-muted">Nothing was sent to it yet. What is will stand here for 30 days.</p>
      ) : (
        <DeliveryTable url={url} deliveries={deliveries} timeZone={timeZone} />
      )}
    </Card>
  );
}

function Events({ events }: Pick<WebhookEndpoint, "events">) {
  return (
    <ul className="m-0 flex list-none flex-wrap gap-x-3 p-0">
      {events.map((event) => (
        <li key={event}>
          <EventName event={event} />
        </li>
      ))}
    </ul>
  );
}

function LastTest({ lastTest, timeZone }: { lastTest: NonNullable<EndpointActivity["lastTest"]>; timeZone: string }) {
  return (
    <>
      <DeliveryResult delivery={lastTest} timeZone={timeZone} />
      {lastTest.lastAttempt !== null && (
        <span className="block text-12 text-muted">
          <Time at={lastTest.lastAttempt.at} timeZone={timeZone} />
        </span>
      )}
    </>
  );
}
