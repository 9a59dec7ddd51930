"use client";

import { useState } from "react";
import { FormDialog } from "#components/forms/form-dialog.tsx";
import { useSubmit } from "#components/forms/use-submit.ts";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { FieldError } from "#components/ui/field.tsx";
import { SecretOnceDialog } from "#components/ui/secret-once-dialog.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";
import type { WebhookEndpoint } from "#lib/features/webhooks/model/endpoint.ts";
import type { WebhookActions } from "./webhook-actions.ts";

interface Props {
  /** The endpoint to change; null: a new one. */
  endpoint: WebhookEndpoint | null;
  environment: "prod" | "sandbox";
  /** Each with what it tells. */
  events: { event: WebhookEndpoint["events"][number]; text: string }[];
  actions: Pick<WebhookActions, "create" | "update">;
  onClose(done?: string): void;
}

/** Where an environment's events go, and which. A new endpoint's secret is shown once. */
export function EndpointDialog({ endpoint, environment, events, actions, onClose }: Props) {
  const [url, setUrl] = useState(endpoint?.url ?? "");
  const [chosen, setChosen] = useState(endpoint?.events ?? events.map(({ event }) => event));
  const [asked, setAsked] = useState<boolean | null>(null);
  const moves = endpoint !== null && originOf(url) !== null && originOf(url) !== originOf(endpoint.url);
  const makesSecret = asked ?? moves;
  const [secret, setSecret] = useState<string | null>(null);
  const { form, pending, faults, failure, send } = useSubmit({
    action: async (input: { url: string; events: WebhookEndpoint["events"] }): Promise<ActionResult<{ secret: string | null }>> => {
      if (endpoint === null) return actions.create({ environment, ...input });
      return actions.update({ id: endpoint.id, newSecret: makesSecret, ...input });
    },
    fields: ["url", "events"],
    onDone: (made) => (made.secret === null ? onClose("Saved") : setSecret(made.secret)),
  });
  if (secret !== null)
    return (
      <SecretOnceDialog
        title={endpoint === null ? "The endpoint’s signing secret" : "The endpoint’s new signing secret"}
        description={`Your server checks with it that a message comes from here (Standard Webhooks). It cannot be shown again.${endpoint === null ? "" : " Everything sent from now on is signed with it, the old one is of no use any more."}`}
        label="Signing secret"
        what="secret"
        secret={secret}
        onStored={() => onClose(endpoint === null ? "Endpoint added" : "Saved")}
      />
    );
  return (
    <FormDialog
      title={endpoint === null ? `Add an endpoint for ${environment}` : "Change the endpoint"}
      description={endpoint === null ? "It is told what happens from now on." : "Messages that wait for a retry go to the new address."}
      confirmLabel={endpoint === null ? "Add endpoint" : "Save"}
      {...{ form, pending, failure, onClose }}
      failureTitle="The endpoint was not saved"
      onSubmit={(event) => send(event, { url, events: chosen })}
    >
      <TextField
        label="Address"
        hint="https, reachable from the internet."
        placeholder="https://example.com/webhooks/retentbase"
        type="url"
        inputMode="url"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        error={faults.url}
        required
        maxLength={2048}
        autoComplete="off"
        spellCheck={false}
      />
      <fieldset className="grid gap-2">
        <legend className="mb-1.5 font-medium text-13">Events</legend>
        {events.map(({ event, text }) => (
          <Checkbox
            key={event}
            label={<code>{event}</code>}
            hint={text}
            checked={chosen.includes(event)}
            onChange={({ target }) => setChosen(target.checked ? [...chosen, event] : chosen.filter((other) => other !== event))}
          />
        ))}
        {faults.events !== undefined && <FieldError id="endpoint-events-error">{faults.events}</FieldError>}
      </fieldset>
      {endpoint !== null && (
        <Checkbox
          label="Make a new signing secret"
          hint={
            moves
              ? "The address is on another server: whoever runs the old one knows the old secret. The new one is shown once, after you save; leave this out to keep the old one."
              : "Left out, the endpoint keeps its secret. A new one is shown once, after you save, and the old one signs nothing any more."
          }
          checked={makesSecret}
          onChange={({ target }) => setAsked(target.checked)}
        />
      )}
    </FormDialog>
  );
}

function originOf(url: string): string | null {
  return URL.canParse(url.trim()) ? new URL(url.trim()).origin : null;
}
