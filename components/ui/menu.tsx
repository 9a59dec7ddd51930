"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import { createContext, type ReactNode, type RefObject, useContext, useRef } from "react";
import { cn } from "./cn.ts";
import "./style-nonce.ts";

/** What the chosen item wants done once the menu is gone. */
const AfterClose = createContext<RefObject<(() => void) | undefined> | null>(null);

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  children: ReactNode;
}

/** A menu of actions and links behind a button. */
export function Menu({ trigger, align = "start", children }: MenuProps) {
  const afterClose = useRef<(() => void) | undefined>(undefined);
  return (
    // Not modal: the page keeps its scroll bar, so nothing moves.
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={() => {
            // The button gets the focus right after this.
            if (afterClose.current !== undefined) queueMicrotask(afterClose.current);
            afterClose.current = undefined;
          }}
          className="z-50 max-h-(--radix-dropdown-menu-content-available-height) min-w-44 max-w-80 animate-fade overflow-y-auto rounded-card border border-line bg-surface p-1 shadow-float motion-reduce:animate-none"
        >
          <AfterClose value={afterClose}>{children}</AfterClose>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

const itemClass =
  "flex min-h-7 cursor-pointer select-none items-center gap-2 rounded-control px-2 py-1 text-13 text-ink no-underline focus-visible:-outline-offset-2 data-disabled:cursor-default data-highlighted:bg-selected data-disabled:text-muted pointer-coarse:min-h-9 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-muted";

interface ItemProps {
  onSelect?: (event: Event) => void;
  /** For what opens a dialog: runs once the menu is gone and its button has the focus, so that the dialog gives it back there. */
  onClosed?: () => void;
  href?: string;
  icon?: ReactNode;
  /** Keys that do the same, shown at the end. */
  shortcut?: ReactNode;
  disabled?: boolean;
  danger?: boolean;
  children: ReactNode;
}

export function MenuItem({ onSelect, onClosed, href, icon, shortcut, disabled, danger = false, children }: ItemProps) {
  const content = (
    <>
      {icon}
      <span className="min-w-0 flex-1 truncate">{children}</span>
      {shortcut}
    </>
  );
  const afterClose = useContext(AfterClose);
  function select(event: Event) {
    onSelect?.(event);
    if (afterClose !== null) afterClose.current = onClosed;
  }
  const look = cn(itemClass, danger && "text-danger-text [&_svg]:text-danger-text");
  if (href === undefined) {
    return (
      <Radix.Item onSelect={select} disabled={disabled} className={look}>
        {content}
      </Radix.Item>
    );
  }
  return (
    <Radix.Item asChild onSelect={select} disabled={disabled} className={look}>
      <Link href={href}>{content}</Link>
    </Radix.Item>
  );
}

interface CheckItemProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
}

/** On or off; the menu stays open, so that several can be set. */
export function MenuCheckItem({ checked, onCheckedChange, children }: CheckItemProps) {
  return (
    <Radix.CheckboxItem checked={checked} onCheckedChange={onCheckedChange} onSelect={(event) => event.preventDefault()} className={itemClass}>
      <span className="grid size-4 place-items-center">{checked && <Check aria-hidden="true" />}</span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </Radix.CheckboxItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <Radix.Label className="truncate px-2 pt-1.5 pb-1 font-medium text-12 text-muted">{children}</Radix.Label>;
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
