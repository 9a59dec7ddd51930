"use client";

import { Ellipsis, Pencil, Plus, Power, Send, Trash2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { sent } from "#components/forms/sent.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { IconButton } from "#components/ui/icon-button.tsx";
import { Menu, MenuItem, MenuSeparator } from "#components/ui/menu.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";
import type { WebhookEndpoint } from "#lib/features/webhooks/model/endpoint.ts";
import type { WebhookActions } from "./webhook-actions.ts";

/** Loaded when they are first asked for. */
const EndpointDialog = dynamic(() => import("./endpoint-dialog.tsx").then((module) => module.EndpointDialog), { ssr: false });
const ConfirmDialog = dynamic(() => import("#components/ui/confirm-dialog.tsx").then((module) => module.ConfirmDialog), { ssr: false });

interface Props {
  endpoints: WebhookEndpoint[];
  environment: "prod" | "sandbox";
  events: { event: WebhookEndpoint["events"][number]; text: string }[];
  timeZone: string;
  actions: WebhookActions;
}

const disabledWords = { by_hand: "Off", gone: "Off: it answered 410 Gone", failing: "Off: it failed for days" } as const;

/** Where an environment's events are sent, and all that can be done to it. */
export function EndpointList({ endpoints, environment, events, timeZone, actions }: Props) {
  const [dialog, setDialog] = useState<{ kind: "create" } | { kind: "change" | "remove"; endpoint: WebhookEndpoint } | null>(null);

  function close(done?: string) {
    setDialog(null);
    if (done !== undefined) toast.done(done);
  }

  async function run(work: () => Promise<ActionResult>, done: string, description?: string) {
    const answer = await sent(work);
    if (answer.ok) toast.done(done, { description });
    else toast.failed(answer.error.message);
  }

  const add = (
    <Button variant="primary" onClick={() => setDialog({ kind: "create" })}>
      <Plus aria-hidden="true" />
      Add endpoint
    </Button>
  );
  const menuOf = (endpoint: WebhookEndpoint) => (
    <Menu align="end" trigger={<IconButton label={`Actions for ${endpoint.url}`} icon={<Ellipsis />} size="small" tooltip={false} className="-my-1" />}>
      <MenuItem icon={<Pencil />} onSelect={() => setDialog({ kind: "change", endpoint })}>
        Change
      </MenuItem>
      <MenuItem
        icon={<Send />}
        disabled={!endpoint.enabled}
        onSelect={() =>
          run(() => actions.test({ id: endpoint.id }), "Test message queued", "It goes the way of every message: signed, and retried until it arrives.")
        }
      >
        Send a test message
      </MenuItem>
      <MenuItem
        icon={<Power />}
        onSelect={() => run(() => actions.update({ id: endpoint.id, enabled: !endpoint.enabled }), endpoint.enabled ? "Switched off" : "Switched on")}
      >
        {endpoint.enabled ? "Switch off" : "Switch on"}
      </MenuItem>
      <MenuSeparator />
      <MenuItem icon={<Trash2 />} danger onSelect={() => setDialog({ kind: "remove", endpoint })}>
        Delete
      </MenuItem>
    </Menu>
  );
  return (
    <>
      <PageHead
        title="Webhooks"
        description={`Where ${environment} tells your systems what happens, as it happens.`}
        actions={endpoints.length === 0 ? undefined : add}
      />
      {endpoints.length === 0 ? (
        <Card>
          <EmptyState title={`Nobody is told of ${environment}’s events`} action={add}>
            <p>
              An endpoint is an address of yours that gets a signed message for each cancellation and each outcome. What cannot be delivered is tried again for
              three days.
            </p>
          </EmptyState>
        </Card>
      ) : (
        <Table
          caption={`Webhook endpoints of ${environment}`}
          rows={endpoints}
          rowKey={({ id }) => id}
          columns={[
            {
              key: "url",
              head: "Address",
              cell: ({ url, id }) => (
                <>
                  <span className="block wrap-anywhere font-medium">{url}</span>
                  <span className="font-mono text-12 text-muted">{id}</span>
                </>
              ),
            },
            {
              key: "events",
              head: "Events",
              from: "md",
              cell: ({ events: subscribed }) => (
                <ul className="m-0 list-none p-0 font-mono text-12">
                  {subscribed.map((event) => (
                    <li key={event}>{event}</li>
                  ))}
                </ul>
              ),
            },
            {
              key: "state",
              head: "State",
              cell: ({ enabled, disabledReason, failingSince }) => (
                <>
                  {!enabled && <Badge tone={disabledReason === "by_hand" ? "neutral" : "danger"}>{disabledWords[disabledReason ?? "by_hand"]}</Badge>}
                  {enabled && failingSince === null && <Badge tone="accent">On</Badge>}
                  {enabled && failingSince !== null && (
                    <>
                      <Badge tone="warning">Failing</Badge>
                      <span className="block text-12 text-muted">
                        since <Time at={failingSince} timeZone={timeZone} />
                      </span>
                    </>
                  )}
                </>
              ),
            },
            { key: "created", head: "Added", from: "lg", cell: ({ createdAt }) => <Time at={createdAt} timeZone={timeZone} /> },
            { key: "menu", head: <span className="sr-only">Actions</span>, align: "end", cell: menuOf },
          ]}
        />
      )}
      {(dialog?.kind === "create" || dialog?.kind === "change") && (
        <EndpointDialog endpoint={dialog.kind === "change" ? dialog.endpoint : null} {...{ environment, events, actions }} onClose={close} />
      )}
      {dialog?.kind === "remove" && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && close()}
          title="Delete this endpoint?"
          description="What still waits for it is given up, and its secret is gone. This cannot be undone."
          name={dialog.endpoint.url}
          confirmLabel="Delete endpoint"
          onConfirm={async () => {
            const answer = await sent(() => actions.remove({ id: dialog.endpoint.id }));
            if (answer.ok) toast.done("Endpoint deleted");
            return answer;
          }}
        />
      )}
    </>
  );
}
