"use client";

import { Check, Link2 } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { toast } from "#components/ui/toast.tsx";

/** Copies the address, which holds everything that the page shows: filters, environment, what is open. */
export function CopyLink() {
  const [isCopied, setCopied] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(window.location.href);
      setCopied(true);
      setTimeout(() => setCopied(false), 2_000);
    } catch {
      toast.failed("The browser did not allow it. Copy the address from its bar.");
    }
  }
  return (
    <Button onClick={copy}>
      {isCopied ? <Check aria-hidden="true" /> : <Link2 aria-hidden="true" />}
      <span aria-live="polite">{isCopied ? "Copied" : "Copy link"}</span>
    </Button>
  );
}
