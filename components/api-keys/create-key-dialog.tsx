"use client";

import { useState } from "react";
import { FormDialog } from "#components/forms/form-dialog.tsx";
import { useSubmit } from "#components/forms/use-submit.ts";
import { RadioGroup } from "#components/ui/radio-group.tsx";
import { TextField } from "#components/ui/text-field.tsx";
import type { KeyLifetime } from "#lib/features/api-keys/model/key-lifetime.ts";
import type { ApiKeyActions } from "./api-key-actions.ts";
import { LifetimeField } from "./lifetime-field.tsx";
import { NewKeyDialog } from "./new-key-dialog.tsx";

interface Props {
  create: ApiKeyActions["create"];
  onClose(): void;
}

/** Makes a key and shows it once. */
export function CreateKeyDialog({ create, onClose }: Props) {
  const [name, setName] = useState("");
  const [environments, setEnvironments] = useState<"any" | "sandbox">("any");
  const [lifetime, setLifetime] = useState<KeyLifetime>("never");
  const [made, setMade] = useState<string | null>(null);
  const { form, pending, faults, failure, send } = useSubmit({
    action: create,
    fields: ["name", "environments", "lifetime"],
    onDone: ({ apiKey }) => setMade(apiKey),
  });
  if (made !== null) return <NewKeyDialog name={name.trim()} apiKey={made} onStored={onClose} />;
  return (
    <FormDialog
      title="Create an API key"
      description="One key for each system that calls, so that each can be revoked alone."
      confirmLabel="Create key"
      {...{ form, pending, failure, onClose }}
      failureTitle="The key was not made"
      onSubmit={(event) => send(event, { name, environments, lifetime })}
    >
      <TextField
        label="Name"
        hint="What will use it. Your team and the history of each cancellation read it."
        placeholder="Billing server"
        dir="auto"
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={faults.name}
        maxLength={255}
        autoComplete="off"
      />
      <RadioGroup
        legend="Works in"
        name="environments"
        value={environments}
        onChange={(event) => setEnvironments(event.target.value === "sandbox" ? "sandbox" : "any")}
        options={[
          { value: "any", label: "Prod and sandbox", hint: "Each call says which one it is for." },
          { value: "sandbox", label: "Sandbox only", hint: "Calls to prod are refused. For tests and staging." },
        ]}
        error={faults.environments}
      />
      <LifetimeField label="Expires" value={lifetime} onChange={setLifetime} error={faults.lifetime} />
    </FormDialog>
  );
}
