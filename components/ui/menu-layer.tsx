"use client";

import { DropdownMenu as Radix } from "radix-ui";
import { type ReactNode, type RefObject, useRef } from "react";
import { MenuParts } from "./menu-parts.ts";
import { StandIn } from "./stand-in.tsx";
import "./style-nonce.ts";

interface Props {
  /** Opens it; its id names the menu. */
  button: HTMLElement;
  /** Of the menu itself. */
  id: string;
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  /** Whether a key asked for it before it was loaded: then its first item gets the focus, as with every later key. */
  isByKey: boolean;
  align: "start" | "center" | "end";
  /** What the chosen item wants done once the menu is gone. */
  afterClose: RefObject<(() => void) | undefined>;
  children: ReactNode;
}

/** The part of Menu that comes when it is wanted. */
export function MenuLayer({ button, id, isOpen, onOpenChange, isByKey, align, afterClose, children }: Props) {
  const mustEnter = useRef(isByKey);
  return (
    // Not modal: the page keeps its scroll bar, so nothing moves.
    <Radix.Root modal={false} open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>
        <StandIn element={button} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          id={id}
          aria-labelledby={button.id}
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onFocus={({ target, currentTarget }) => {
            if (!mustEnter.current || target !== currentTarget) return;
            mustEnter.current = false;
            currentTarget.querySelector<HTMLElement>("[role^=menuitem]:not([data-disabled])")?.focus();
          }}
          onCloseAutoFocus={() => {
            // The button gets the focus right after this.
            if (afterClose.current !== undefined) queueMicrotask(afterClose.current);
            afterClose.current = undefined;
          }}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 animate-fade overflow-y-auto rounded-card border border-line bg-surface p-1 shadow-float motion-reduce:animate-none"
        >
          <MenuParts value={Radix}>{children}</MenuParts>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
