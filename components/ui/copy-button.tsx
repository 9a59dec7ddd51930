"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button, type ButtonLook } from "./button.tsx";
import { cn } from "./cn.ts";

interface Props extends ButtonLook {
  /** What goes to the clipboard. */
  value: string;
  /** What it copies, in words: "Copy link". */
  label?: string;
  /** Shows only the sign. */
  iconOnly?: boolean;
  className?: string;
}

/** Copies text and says so, without moving anything. Where a browser refuses (plain http), it says that the text must be selected. */
export function CopyButton({ value, label = "Copy", iconOnly = false, variant = "secondary", size = "small", className }: Props) {
  const [said, setSaid] = useState<"" | "Copied" | "Select it to copy">("");

  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), 2_000);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      setSaid("Copied");
    } catch {
      setSaid("Select it to copy");
    }
  }

  return (
    <>
      <Button
        variant={variant}
        size={size}
        onClick={copy}
        aria-label={label}
        title={iconOnly ? label : undefined}
        className={cn(iconOnly && "w-7 px-0 pointer-coarse:min-w-9", className)}
      >
        {said === "Copied" ? <Check aria-hidden="true" className="text-accent-text" /> : <Copy aria-hidden="true" />}
        {!iconOnly && (said === "Select it to copy" ? said : label)}
      </Button>
      <span role="status" className="sr-only">
        {said}
      </span>
    </>
  );
}
