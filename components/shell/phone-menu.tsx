"use client";

import { X } from "lucide-react";
import { Dialog } from "radix-ui";
import type { ReactNode, RefObject } from "react";
import "#components/ui/style-nonce.ts";

interface Props {
  isOpen: boolean;
  onOpenChange(open: boolean): void;
  /** Opens it, and gets the focus back. */
  button: RefObject<HTMLElement | null>;
  /** The rail. */
  children: ReactNode;
}

/** The rail as a drawer, on narrow windows. */
export function PhoneMenu({ isOpen, onOpenChange, button, children }: Props) {
  return (
    <Dialog.Root open={isOpen} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim lg:hidden" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            // The search that was opened from here has it already.
            if (document.activeElement === null || document.activeElement === document.body) button.current?.focus();
          }}
          className="fixed inset-y-0 left-0 z-40 w-[min(280px,85vw)] border-r border-line bg-sunken shadow-float lg:hidden"
        >
          <Dialog.Title className="sr-only">Menu</Dialog.Title>
          <Dialog.Close className="absolute top-3 -right-11 grid size-9 place-items-center rounded-control bg-surface" aria-label="Close menu">
            <X aria-hidden="true" className="size-5" />
          </Dialog.Close>
          {children}
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
