"use client";

import { Slot } from "radix-ui";
import { type ReactNode, useId, useState } from "react";
import { useLater } from "./use-later.ts";

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

const load = () => import("./popover-layer.tsx");

/** A small panel beside what opened it; the page stays usable. Its script comes when one is about to press the button. */
export function Popover({ trigger, label, align = "start", open, onOpenChange, children }: Props) {
  const [isOpenHere, setOpenHere] = useState(false);
  const [button, setButton] = useState<HTMLElement | null>(null);
  const isOpen = open ?? isOpenHere;
  const id = useId();
  const { part, fetch } = useLater(load, () => set(false));

  function set(next: boolean) {
    setOpenHere(next);
    onOpenChange?.(next);
    if (next) fetch();
  }

  return (
    <>
      <Slot.Root
        ref={setButton}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-controls={isOpen && part !== null ? id : undefined}
        data-state={isOpen ? "open" : "closed"}
        onPointerEnter={fetch}
        onFocus={fetch}
        onClick={() => set(!isOpen)}
      >
        {trigger}
      </Slot.Root>
      {part !== null && button !== null && (
        <part.PopoverLayer onOpenChange={set} {...{ button, id, label, align, isOpen }}>
          {children}
        </part.PopoverLayer>
      )}
    </>
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
