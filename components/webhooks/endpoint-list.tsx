"use client";

import { Plus } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useState } from "react";
import { sent } from "#components/forms/sent.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";
import type { EndpointActivity } from "#lib/features/webhooks/model/delivery.ts";
import type { WebhookEndpoint } from "#lib/features/webhooks/model/endpoint.ts";
import { EndpointCard } from "./endpoint-card.tsx";
import type { WebhookActions } from "./webhook-actions.ts";

/** Loaded when they are first asked for. */
const EndpointDialog = dynamic(() => import("./endpoint-dialog.tsx").then((module) => module.EndpointDialog), { ssr: false });
const ConfirmDialog = dynamic(() => import("#components/ui/confirm-dialog.tsx").then((module) => module.ConfirmDialog), { ssr: false });

interface Props {
  endpoints: WebhookEndpoint[];
  environment: "prod" | "sandbox";
  /** Where it says what is sent, and how to check it. */
  docsHref: string;
  events: { event: WebhookEndpoint["events"][number]; text: string }[];
  /** What each was sent lately, by its id. */
  activity: Record<string, EndpointActivity>;
  timeZone: string;
  actions: WebhookActions;
}

/** Where an environment's events are sent, and all that can be done to it. */
export function EndpointList({ endpoints, environment, docsHref, events, activity, timeZone, actions }: Props) {
  const [dialog, setDialog] = useState<{ kind: "create" } | { kind: "change" | "remove"; endpoint: WebhookEndpoint } | null>(null);

  function close(done?: string) {
    setDialog(null);
    if (done !== undefined) toast.done(done);
  }

  async function run(work: () => Promise<ActionResult<unknown>>, done: string) {
    const answer = await sent(work);
    if (answer.ok) toast.done(done);
    else toast.failed(answer.error.message);
  }

  const add = (
    <Button variant="primary" onClick={() => setDialog({ kind: "create" })}>
      <Plus aria-hidden="true" />
      Add endpoint
    </Button>
  );
  return (
    <>
      <PageHead
        title="Webhooks"
        description={
          <>
            Where {environment} tells your systems what happens, as it happens.{" "}
            <Link href={docsHref}>What is sent, and how to check that it comes from here</Link>
          </>
        }
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
        endpoints.map((endpoint) => (
          <EndpointCard
            key={endpoint.id}
            endpoint={endpoint}
            activity={activity[endpoint.id] ?? { deliveries: [], lastTest: null }}
            timeZone={timeZone}
            actions={actions}
            onChange={() => setDialog({ kind: "change", endpoint })}
            onSwitch={() => run(() => actions.update({ id: endpoint.id, enabled: !endpoint.enabled }), endpoint.enabled ? "Switched off" : "Switched on")}
            onRemove={() => setDialog({ kind: "remove", endpoint })}
          />
        ))
      )}
      {(dialog?.kind === "create" || dialog?.kind === "change") && (
        <EndpointDialog endpoint={dialog.kind === "change" ? dialog.endpoint : null} {...{ environment, events, actions }} onClose={close} />
      )}
      {dialog?.kind === "remove" && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && close()}
          title="Delete this endpoint?"
          description={
            <>
              <span className="line-clamp-3 font-medium text-ink">{dialog.endpoint.url}</span> What still waits for it is given up, and its secret is gone. This
              cannot be undone.
            </>
          }
          name={new URL(dialog.endpoint.url).host}
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
