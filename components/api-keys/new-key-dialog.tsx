"use client";

import type { ReactNode } from "react";
import { SecretOnceDialog } from "#components/ui/secret-once-dialog.tsx";

interface Props {
  /** Of the key. */
  name: string;
  apiKey: string;
  /** What else there is to know: when the old key ends. */
  children?: ReactNode;
  onStored(): void;
}

/** A key that was just made. */
export function NewKeyDialog({ name, apiKey, children, onStored }: Props) {
  return (
    <SecretOnceDialog
      title={
        <>
          Your new key <bdi>“{name}”</bdi>
        </>
      }
      description="Copy it now to your server’s secrets. Only a fingerprint is kept here, so it cannot be shown again."
      label="API key"
      what="key"
      secret={apiKey}
      onStored={onStored}
    >
      {children}
    </SecretOnceDialog>
  );
}
