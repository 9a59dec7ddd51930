"use client";

import { useState } from "react";
import { FormDialog } from "#components/forms/form-dialog.tsx";
import { useSubmit } from "#components/forms/use-submit.ts";
import { TextField } from "#components/ui/text-field.tsx";
import type { ListedApiKey } from "#lib/features/api-keys/model/listed-api-key.ts";
import type { ApiKeyActions } from "./api-key-actions.ts";

interface Props {
  apiKey: ListedApiKey;
  rename: ApiKeyActions["rename"];
  onClose(): void;
  onDone(): void;
}

export function RenameKeyDialog({ apiKey, rename, onClose, onDone }: Props) {
  const [name, setName] = useState(apiKey.name);
  const { form, pending, faults, failure, send } = useSubmit({ action: rename, fields: ["name"], onDone });
  return (
    <FormDialog
      title="Rename the key"
      description="What it opens stays the same. History keeps the name it had then."
      size="small"
      confirmLabel="Save"
      {...{ form, pending, failure, onClose }}
      onSubmit={(event) => send(event, { id: apiKey.id, name })}
    >
      <TextField
        label="Name"
        dir="auto"
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={faults.name}
        maxLength={255}
        autoComplete="off"
      />
    </FormDialog>
  );
}
