"use client";

import { useState } from "react";
import { ActionFailure } from "#components/forms/action-failure.tsx";
import { useSubmit } from "#components/forms/use-submit.ts";
import { Button } from "#components/ui/button.tsx";
import { Card } from "#components/ui/card.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";
import type { ReturnSettings } from "#lib/features/flows/model/return-settings.ts";
import { ConfirmButton } from "./confirm-button.tsx";

export interface ReturnSettingsProps {
  settings: ReturnSettings;
  /** null for those who only look. */
  actions: {
    addOrigin(input: { origin: string }): Promise<ActionResult<unknown>>;
    removeOrigin(input: { origin: string }): Promise<ActionResult<unknown>>;
    setDefaultUrl(input: { url: string }): Promise<ActionResult<unknown>>;
  } | null;
}

/** Where customers go afterwards. Settings of the workspace, not of the draft: they hold at once. */
export function ReturnSettingsCard({ settings, actions }: ReturnSettingsProps) {
  const { origins, defaultReturnUrl } = settings;
  return (
    <Card title="Return" description="Where customers go afterwards. This is no part of the draft: what you change here holds at once, for new links.">
      <div className="grid gap-6">
        <section>
          <h3 className="mb-1 font-medium text-13">Return origins</h3>
          <p className="mb-2 text-13 text-muted">
            A link may lead back only to these; exactly, without wildcards. Sessions that exist go on leading where they did.
          </p>
          {origins.length === 0 ? (
            <p className="text-13">None yet: every link would be refused.</p>
          ) : (
            <ul className="grid gap-1.5">
              {origins.map((origin) => (
                <li key={origin} className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-control border border-line px-3 py-1.5">
                  <code className="min-w-0 grow basis-52 wrap-anywhere text-13">{origin}</code>
                  {actions !== null && (
                    <ConfirmButton
                      button={
                        <Button size="small" aria-label={`Remove ${origin}`}>
                          Remove
                        </Button>
                      }
                      title={`Remove ${origin}?`}
                      description="New links may no longer lead there. Sessions that exist still do."
                      confirmLabel="Remove origin"
                      onConfirm={() => actions.removeOrigin({ origin })}
                    />
                  )}
                </li>
              ))}
            </ul>
          )}
          {actions !== null && <AddOrigin add={actions.addOrigin} />}
        </section>
        {actions === null ? (
          <p className="text-13">Default return URL: {defaultReturnUrl === null ? "none" : <code className="wrap-anywhere">{defaultReturnUrl}</code>}</p>
        ) : (
          <DefaultUrl key={defaultReturnUrl} url={defaultReturnUrl ?? ""} save={actions.setDefaultUrl} />
        )}
      </div>
    </Card>
  );
}

function AddOrigin({ add }: { add: NonNullable<ReturnSettingsProps["actions"]>["addOrigin"] }) {
  const [origin, setOrigin] = useState("");
  const { form, pending, faults, failure, send } = useSubmit({
    action: add,
    fields: ["origin"],
    onDone: () => {
      setOrigin("");
      toast.done("Origin added", { id: "return" });
    },
  });
  return (
    <form ref={form} noValidate onSubmit={(event) => send(event, { origin })} className="mt-3 grid gap-2">
      <ActionFailure failure={failure} />
      <div className="flex items-start gap-2">
        <TextField
          label="Origin to add"
          hideLabel
          placeholder="https://app.example.com"
          value={origin}
          onChange={(event) => setOrigin(event.target.value)}
          error={faults.origin}
          spellCheck={false}
          autoComplete="off"
          className="min-w-0 flex-1"
        />
        <Button type="submit" pending={pending}>
          Add origin
        </Button>
      </div>
    </form>
  );
}

function DefaultUrl({ url: stored, save }: { url: string; save: NonNullable<ReturnSettingsProps["actions"]>["setDefaultUrl"] }) {
  const [url, setUrl] = useState(stored);
  const { form, pending, faults, failure, send } = useSubmit({
    action: save,
    fields: ["url"],
    onDone: () => toast.done("Default return URL saved", { id: "return" }),
  });
  return (
    <form ref={form} noValidate onSubmit={(event) => send(event, { url })} className="grid gap-2">
      <ActionFailure failure={failure} />
      <TextField
        label="Default return URL"
        hint="For links that name none. Its origin must be on the list above. Empty: such links are refused."
        placeholder="https://app.example.com/account"
        value={url}
        onChange={(event) => setUrl(event.target.value)}
        error={faults.url}
        spellCheck={false}
        autoComplete="off"
      />
      <div>
        <Button type="submit" pending={pending} disabled={url.trim() === stored}>
          Save URL
        </Button>
      </div>
    </form>
  );
}
