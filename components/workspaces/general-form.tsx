"use client";

import { useState } from "react";
import { ActionFailure } from "#components/forms/action-failure.tsx";
import { useSubmit } from "#components/forms/use-submit.ts";
import { Combobox } from "#components/ui/combobox.tsx";
import { Field } from "#components/ui/field.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ActionResult } from "#lib/core/action-result.ts";
import type { UpdateWorkspaceInput, WorkspaceProfile } from "#lib/features/workspaces/model/workspace-settings.ts";

interface Props {
  profile: Pick<WorkspaceProfile, "name" | "timeZone" | "currency" | "currencyFixed">;
  timeZones: string[];
  currencies: string[];
  save: (input: UpdateWorkspaceInput) => Promise<ActionResult>;
}

const CURRENCY_FIXED = "Fixed since the first cancellation in prod: amounts are stored without a currency and would silently change their meaning.";

/** Name, time zone and currency, for those who may change them. */
export function GeneralForm({ profile, timeZones, currencies, save }: Props) {
  const { currencyFixed } = profile;
  const [name, setName] = useState(profile.name);
  const [timeZone, setTimeZone] = useState(profile.timeZone);
  const [currency, setCurrency] = useState(profile.currency);
  const { form, pending, faults, failure, send } = useSubmit({
    action: save,
    fields: ["name", "timeZone", "currency"],
    onDone: () => {
      setName(name.trim());
      toast.done("Saved");
    },
  });
  const isDirty = name.trim() !== profile.name || timeZone !== profile.timeZone || currency !== profile.currency;
  const now = new Date().toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit", timeZone });
  return (
    <form ref={form} noValidate onSubmit={(event) => send(event, { name, timeZone, ...(!currencyFixed && { currency }) })} className="grid max-w-110 gap-5">
      <ActionFailure failure={failure} />
      <TextField label="Name" dir="auto" value={name} onChange={(event) => setName(event.target.value)} error={faults.name} maxLength={255} />
      <div className="grid gap-1.5">
        <Field label="Time zone" hint="Days and weeks of all figures begin and end here, past ones too." error={faults.timeZone}>
          {(control) => (
            <Combobox
              {...control}
              options={timeZones.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
              value={timeZone}
              onValueChange={setTimeZone}
              searchLabel="Find a city or zone"
            />
          )}
        </Field>
        <p className="text-13 text-muted" suppressHydrationWarning>
          It is {now} there now.
        </p>
      </div>
      {currencyFixed ? (
        <TextField label="Currency" hint={CURRENCY_FIXED} value={currency} disabled />
      ) : (
        <Field label="Currency" hint="Of every amount your server sends. It is fixed with the first cancellation in prod." error={faults.currency}>
          {(control) => (
            <Combobox
              {...control}
              options={currencies.map((code) => ({ value: code, label: code, hint: currencyName(code) }))}
              value={currency}
              onValueChange={setCurrency}
              searchLabel="Find a currency"
            />
          )}
        </Field>
      )}
      <div className="flex items-center gap-3">
        <SubmitButton pending={pending} disabled={!isDirty}>
          Save
        </SubmitButton>
        {isDirty && <span className="text-13 text-muted">Not saved yet.</span>}
      </div>
    </form>
  );
}

function currencyName(code: string): string {
  return new Intl.DisplayNames("en", { type: "currency" }).of(code) ?? "";
}
