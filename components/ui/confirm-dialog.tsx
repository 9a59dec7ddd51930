"use client";

import { type FormEvent, type ReactNode, useId, useState } from "react";
import { Button } from "./button.tsx";
import { Dialog, DialogClose } from "./dialog.tsx";
import { FormFailure } from "./form-failure.tsx";
import { TextField } from "./text-field.tsx";

type Answer = { ok: true } | { ok: false; error: { message: string; requestId: string } };

interface Props {
  /** The button that opens it. Leave it out when `open` is driven from outside. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** A question that names the thing: "Delete the key “backend”?" */
  title: ReactNode;
  /** What is lost, what stays. */
  description: ReactNode;
  /** Has to be typed before the button works. Leave it out for what can be made again at once. */
  name?: string;
  /** The verb: "Delete key". */
  confirmLabel: string;
  /** Does it; a refusal is shown and leaves the dialog open. */
  onConfirm: () => Promise<Answer>;
}

/** Asks, by name, before something is destroyed. */
export function ConfirmDialog({ trigger, open: openFromOutside, onOpenChange, title, description, name, confirmLabel, onConfirm }: Props) {
  const [openHere, setOpenHere] = useState(false);
  const open = openFromOutside ?? openHere;
  const [typed, setTyped] = useState("");
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<{ message: string; requestId: string } | null>(null);
  const formId = useId();
  const ready = name === undefined || typed.trim() === name.trim();

  function show(next: boolean) {
    setOpenHere(next);
    onOpenChange?.(next);
  }

  function change(next: boolean) {
    // While it runs, the answer is awaited.
    if (pending) return;
    show(next);
    setTyped("");
    setFailure(null);
  }

  async function confirm(event: FormEvent) {
    event.preventDefault();
    if (!ready || pending) return;
    setPending(true);
    setFailure(null);
    try {
      const answer = await onConfirm();
      if (answer.ok) show(false);
      else setFailure(answer.error);
    } catch {
      setFailure({ message: "The server could not be reached. Nothing was changed as far as we know; try again.", requestId: "" });
    } finally {
      setPending(false);
    }
  }

  return (
    <Dialog
      trigger={trigger}
      open={open}
      onOpenChange={change}
      title={title}
      description={description}
      size="small"
      footer={
        <>
          <DialogClose>
            <Button disabled={pending}>Cancel</Button>
          </DialogClose>
          <Button form={formId} type="submit" variant="danger" disabled={!ready} pending={pending}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={confirm} className="grid gap-3">
        {failure !== null && <FormFailure message={failure.message} requestId={failure.requestId} />}
        {name !== undefined && (
          <TextField
            label={
              <>
                Type <span className="select-all rounded-[4px] bg-sunken px-1 font-mono">{name}</span> to confirm
              </>
            }
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
          />
        )}
      </form>
    </Dialog>
  );
}
