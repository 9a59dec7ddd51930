"use client";

import { Slot } from "radix-ui";
import { createContext, type ReactNode, useContext, useEffect, useEffectEvent, useRef, useState } from "react";
import type { DialogWords } from "./dialog-words.ts";
import { useLater } from "./use-later.ts";

interface Props extends DialogWords {
  /** The button that opens it. Leave it out when `open` is driven from outside. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children?: ReactNode;
}

const load = () => import("./dialog-layer.tsx");
const Close = createContext<(() => void) | null>(null);

/** A modal dialog: keeps the focus, closes with Esc, gives the focus back. For one question or one short form. Its script comes when it is wanted. */
export function Dialog({ trigger, open, onOpenChange, footer, children, ...words }: Props) {
  const [isOpenHere, setOpenHere] = useState(false);
  const button = useRef<HTMLElement>(null);
  const isOpen = open ?? isOpenHere;
  const { part, fetch } = useLater(load, () => set(false));
  const fetchNow = useEffectEvent(fetch);

  useEffect(() => {
    if (isOpen) fetchNow();
  }, [isOpen]);

  function set(next: boolean) {
    setOpenHere(next);
    onOpenChange?.(next);
  }

  const within = (content: ReactNode) => (content === undefined ? undefined : <Close value={() => set(false)}>{content}</Close>);
  return (
    <>
      {trigger !== undefined && (
        <Slot.Root
          ref={button}
          aria-haspopup="dialog"
          aria-expanded={isOpen}
          data-state={isOpen ? "open" : "closed"}
          onPointerEnter={fetch}
          onFocus={fetch}
          onClick={() => set(true)}
        >
          {trigger}
        </Slot.Root>
      )}
      {part !== null && (
        <part.DialogLayer {...words} {...{ isOpen, button }} onOpenChange={set} footer={within(footer)}>
          {within(children)}
        </part.DialogLayer>
      )}
    </>
  );
}

/** Closes the dialog around it; wraps one button. */
export function DialogClose({ children }: { children: ReactNode }) {
  const close = useContext(Close);
  return <Slot.Root onClick={() => close?.()}>{children}</Slot.Root>;
}
