"use client";

import { useState } from "react";
import { ActionFailure } from "#components/forms/action-failure.tsx";
import { useSubmit } from "#components/forms/use-submit.ts";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import { Time } from "#components/ui/time.tsx";
import { toast } from "#components/ui/toast.tsx";
import type { ListedSigningSecret } from "#lib/features/signing-secrets/model/signing-secret.ts";
import type { SigningSecretActions } from "./signing-secret-actions.ts";

interface Props {
  environment: "prod" | "sandbox";
  /** Of a rotation that is under way. */
  retiring: ListedSigningSecret | null;
  timeZone: string;
  rotate: SigningSecretActions["rotate"];
}

/** Explains a rotation and starts it; while one is under way it says until when. */
export function RotateSecretDialog({ environment, retiring, timeZone, rotate }: Props) {
  const [open, setOpen] = useState(false);
  const { form, pending, failure, send } = useSubmit({
    action: rotate,
    fields: [],
    onDone: () => {
      setOpen(false);
      toast.done(`The Signing Secret of ${environment} was rotated`);
    },
  });
  const formId = `rotate-${environment}`;
  const isUnderWay = retiring !== null;
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !pending && setOpen(next)}
      trigger={
        <Button size="small" aria-label={`Rotate the Signing Secret of ${environment}`}>
          Rotate
        </Button>
      }
      title={`Rotate the Signing Secret of ${environment}`}
      size="small"
      footer={
        isUnderWay ? (
          <DialogClose>
            <Button>Close</Button>
          </DialogClose>
        ) : (
          <>
            <DialogClose>
              <Button disabled={pending}>Cancel</Button>
            </DialogClose>
            <Button form={formId} type="submit" variant="primary" pending={pending}>
              Rotate
            </Button>
          </>
        )
      }
    >
      {isUnderWay ? (
        <p>
          The last rotation is under way: <code className="wrap-anywhere">{retiring.kid}</code> is still accepted until{" "}
          {retiring.expiresAt !== null && <Time at={retiring.expiresAt} timeZone={timeZone} />}. Retire it first, or wait.
        </p>
      ) : (
        <form id={formId} ref={form} onSubmit={(event) => send(event, { environment })} className="grid gap-3">
          <ActionFailure failure={failure} title="It was not rotated" />
          <p>A new secret signs from now on. The old one is still accepted for 24 hours, so that nothing breaks meanwhile.</p>
          <ol className="grid list-decimal gap-1 ps-5 text-13">
            <li>Rotate, then show and copy the new secret.</li>
            <li>
              Give it to your server beside the old one. The <code>kid</code> of a result token says which of them signed it.
            </li>
            <li>After 24 hours, or once you retire it, the old one is worth nothing.</li>
          </ol>
        </form>
      )}
    </Dialog>
  );
}
