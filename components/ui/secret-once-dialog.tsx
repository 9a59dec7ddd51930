"use client";

import { type ReactNode, useState } from "react";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Notice } from "./notice.tsx";
import { SecretValue } from "./secret-value.tsx";

interface Props {
  title: ReactNode;
  description: ReactNode;
  /** What it is: "API key". */
  label: string;
  /** The same in the middle of a sentence: "key". */
  what: string;
  secret: string;
  children?: ReactNode;
  onStored(): void;
}

/** Shows a secret the one time that it can be seen; closes only when told that it is stored. */
export function SecretOnceDialog({ title, description, label, what, secret, children, onStored }: Props) {
  const [wasAsked, setWasAsked] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={() => setWasAsked(true)}
      startAt={`button[aria-label="Copy ${label}"]`}
      title={title}
      description={description}
      footer={
        <Button variant="primary" onClick={() => onStored()}>
          I have stored it
        </Button>
      }
    >
      <div className="grid gap-3">
        {wasAsked && (
          <Notice tone="warning" live="assertive">
            The {what} will not be seen again. Store it, then press “I have stored it”.
          </Notice>
        )}
        <SecretValue label={label} secret={secret} defaultShown />
        {children}
      </div>
    </Dialog>
  );
}
