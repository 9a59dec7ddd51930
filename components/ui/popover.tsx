"use client";

import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";

interface Props {
  trigger: ReactNode;
  /** Names it for screen readers. */
  label: string;
  align?: "start" | "center" | "end";
  /** Both only where something inside must close it. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
}

/** A small panel beside what opened it; the page stays usable. */
export function Popover({ trigger, label, align = "start", open, onOpenChange, children }: Props) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 w-80 max-w-[calc(100vw-16px)] animate-fade rounded-card border border-line bg-surface p-4 text-13 shadow-float motion-reduce:animate-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Words that open their own explanation: where a number comes from and how it is counted. */
export function Explain({ label = "How this is counted", children }: { label?: string; children: ReactNode }) {
  return (
    <Popover
      label={label}
      trigger={
        <button
          type="button"
          className="min-h-6 cursor-pointer rounded-control text-12 text-muted underline decoration-dotted underline-offset-3 hover:text-ink pointer-coarse:min-h-9"
        >
          {label}
        </button>
      }
    >
      {children}
    </Popover>
  );
}
