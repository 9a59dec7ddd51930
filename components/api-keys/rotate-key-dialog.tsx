"use client";

import { useState } from "react";
import { FormDialog } from "#components/forms/form-dialog.tsx";
import { useSubmit } from "#components/forms/use-submit.ts";
import { Field } from "#components/ui/field.tsx";
import { Select } from "#components/ui/select.tsx";
import { Time } from "#components/ui/time.tsx";
import type { KeyOverlap } from "#lib/features/api-keys/model/api-key-input.ts";
import type { KeyLifetime } from "#lib/features/api-keys/model/key-lifetime.ts";
import type { ListedApiKey } from "#lib/features/api-keys/model/listed-api-key.ts";
import type { ApiKeyActions } from "./api-key-actions.ts";
import { LifetimeField } from "./lifetime-field.tsx";
import { NewKeyDialog } from "./new-key-dialog.tsx";

const overlapWords: Record<KeyOverlap, string> = {
  "24h": "In 24 hours",
  "1h": "In an hour",
  "7d": "In 7 days",
  none: "At once: calls with it fail from now on",
};

interface Props {
  apiKey: ListedApiKey;
  timeZone: string;
  rotate: ApiKeyActions["rotate"];
  onClose(): void;
}

/** Puts a new key in the place of an old one, which goes on for a while. */
export function RotateKeyDialog({ apiKey, timeZone, rotate, onClose }: Props) {
  const [overlap, setOverlap] = useState<KeyOverlap>("24h");
  const [lifetime, setLifetime] = useState<KeyLifetime>("never");
  const [made, setMade] = useState<{ apiKey: string; oldExpiresAt: string } | null>(null);
  const { form, pending, faults, failure, send } = useSubmit({ action: rotate, fields: ["overlap", "lifetime"], onDone: setMade });
  if (made !== null) {
    return (
      <NewKeyDialog name={apiKey.name} apiKey={made.apiKey} onStored={onClose}>
        <p className="text-13 text-muted">
          {overlap === "none" ? "The old key" : "Until"} {overlap === "none" ? "has ended." : <Time at={made.oldExpiresAt} timeZone={timeZone} />}
          {overlap !== "none" && ` the old key, ending in ${apiKey.last4}, works too.`}
        </p>
      </NewKeyDialog>
    );
  }
  return (
    <FormDialog
      title={
        <>
          Rotate <bdi>“{apiKey.name}”</bdi>
        </>
      }
      description="Makes a new key of the same name and environments. Put it on your server while the old one still works."
      confirmLabel="Rotate key"
      {...{ form, pending, failure, onClose }}
      failureTitle="The key was not rotated"
      onSubmit={(event) => send(event, { id: apiKey.id, overlap, lifetime })}
    >
      <Field label="The old key ends" hint={apiKey.expiresAt === null ? undefined : "Or earlier, when it would have expired anyway."} error={faults.overlap}>
        {(control) => (
          <Select {...control} value={overlap} onChange={(event) => setOverlap(event.target.value as KeyOverlap)}>
            {(Object.keys(overlapWords) as KeyOverlap[]).map((choice) => (
              <option key={choice} value={choice}>
                {overlapWords[choice]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <LifetimeField label="The new key expires" value={lifetime} onChange={setLifetime} error={faults.lifetime} />
    </FormDialog>
  );
}
