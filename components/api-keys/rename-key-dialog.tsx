"use client";

import { useState } from "react";
import { ActionFailure } from "#components/forms/action-failure.tsx";
import { useSubmit } from "#components/forms/use-submit.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
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
    <Dialog
      open
      onOpenChange={(open) => !open && !pending && onClose()}
      title="Rename the key"
      description="What it opens stays the same. History keeps the name it had then."
      size="small"
      footer={
        <>
          <DialogClose>
            <Button disabled={pending}>Cancel</Button>
          </DialogClose>
          <Button form="rename-key" type="submit" variant="primary" pending={pending}>
            Save
          </Button>
        </>
      }
    >
      <form id="rename-key" ref={form} noValidate onSubmit={(event) => send(event, { id: apiKey.id, name })} className="grid gap-4">
        <ActionFailure failure={failure} />
        <TextField
          label="Name"
          dir="auto"
          value={name}
          onChange={(event) => setName(event.target.value)}
          error={faults.name}
          maxLength={255}
          autoComplete="off"
        />
      </form>
    </Dialog>
  );
}
