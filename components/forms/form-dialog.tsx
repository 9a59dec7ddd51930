"use client";

import { type FormEvent, type ReactNode, type RefObject, useId } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog, DialogClose } from "#components/ui/dialog.tsx";
import type { ActionError } from "#lib/core/action-result.ts";
import { ActionFailure } from "./action-failure.tsx";

interface Props {
  title: ReactNode;
  description?: ReactNode;
  size?: "small" | "medium";
  /** The verb: "Create key". */
  confirmLabel: string;
  /** Nothing to send yet. */
  disabled?: boolean;
  /** These four are useSubmit's. */
  form: RefObject<HTMLFormElement | null>;
  pending: boolean;
  failure: ActionError | null;
  onSubmit(event: FormEvent): void;
  failureTitle?: string;
  onClose(): void;
  /** The fields. */
  children: ReactNode;
}

/** A short form in a dialog, open as long as it is on the page; while it is being sent, it stays. */
export function FormDialog({ title, description, size, confirmLabel, disabled, form, pending, failure, onSubmit, failureTitle, onClose, children }: Props) {
  const id = useId();
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !pending && onClose()}
      {...{ title, description, size }}
      footer={
        <>
          <DialogClose>
            <Button disabled={pending}>Cancel</Button>
          </DialogClose>
          <Button form={id} type="submit" variant="primary" disabled={disabled} pending={pending}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form id={id} ref={form} noValidate onSubmit={onSubmit} className="grid gap-4">
        <ActionFailure failure={failure} title={failureTitle} />
        {children}
      </form>
    </Dialog>
  );
}
