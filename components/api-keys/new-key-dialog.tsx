"use client";

import { type ReactNode, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Dialog } from "#components/ui/dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { SecretValue } from "#components/ui/secret-value.tsx";

interface Props {
  /** Of the key. */
  name: string;
  apiKey: string;
  /** What else there is to know: when the old key ends. */
  children?: ReactNode;
  onStored(): void;
}

/** Shows a key the one time that it can be seen; closes only when told that it is stored. */
export function NewKeyDialog({ name, apiKey, children, onStored }: Props) {
  const [wasAsked, setWasAsked] = useState(false);
  return (
    <Dialog
      open
      onOpenChange={() => setWasAsked(true)}
      title={
        <>
          Your new key <bdi>“{name}”</bdi>
        </>
      }
      description="Copy it now to your server’s secrets. Only a fingerprint is kept here, so it cannot be shown again."
      footer={
        <Button variant="primary" onClick={() => onStored()}>
          I have stored it
        </Button>
      }
    >
      <div className="grid gap-3">
        {wasAsked && (
          <Notice tone="warning" live="assertive">
            The key will not be seen again. Store it, then press “I have stored it”.
          </Notice>
        )}
        <SecretValue label="API key" secret={apiKey} defaultShown />
        {children}
      </div>
    </Dialog>
  );
}
