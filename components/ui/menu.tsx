"use client";

import { Check } from "lucide-react";
import Link from "next/link";
import { Slot } from "radix-ui";
import { createContext, type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject, useContext, useId, useRef, useState } from "react";
import { cn } from "./cn.ts";
import { useMenuParts } from "./menu-parts.ts";
import { useLater } from "./use-later.ts";

/** What the chosen item wants done once the menu is gone. */
const AfterClose = createContext<RefObject<(() => void) | undefined> | null>(null);

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  children: ReactNode;
}

const load = () => import("./menu-layer.tsx");

/** A menu of actions and links behind a button. The button is there at once; the menu's script comes when one is about to press it. */
export function Menu({ trigger, align = "start", children }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [isByKey, setByKey] = useState(false);
  const [button, setButton] = useState<HTMLElement | null>(null);
  const afterClose = useRef<(() => void) | undefined>(undefined);
  const id = useId();
  const menuId = `${id}menu`;
  const { part, fetch } = useLater(load, () => setOpen(false));

  function set(next: boolean, byKey: boolean) {
    setByKey(byKey);
    setOpen(next);
    if (next) fetch();
  }

  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0 || event.ctrlKey) return;
    set(!isOpen, false);
    // The open menu takes the focus; the button would take it from it.
    if (!isOpen) event.preventDefault();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (!["Enter", " ", "ArrowDown"].includes(event.key)) return;
    set(event.key === "ArrowDown" || !isOpen, true);
    event.preventDefault();
  }

  return (
    <>
      <Slot.Root
        ref={setButton}
        id={id}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={isOpen && part !== null ? menuId : undefined}
        data-state={isOpen ? "open" : "closed"}
        onPointerEnter={fetch}
        onFocus={fetch}
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
      >
        {trigger}
      </Slot.Root>
      {part !== null && button !== null && (
        <part.MenuLayer id={menuId} onOpenChange={setOpen} {...{ button, isOpen, isByKey, align, afterClose }}>
          <AfterClose value={afterClose}>{children}</AfterClose>
        </part.MenuLayer>
      )}
    </>
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
  const { Item } = useMenuParts();
  function select(event: Event) {
    onSelect?.(event);
    if (afterClose !== null) afterClose.current = onClosed;
  }
  const look = cn(itemClass, danger && "text-danger-text [&_svg]:text-danger-text");
  if (href === undefined) {
    return (
      <Item onSelect={select} disabled={disabled} className={look}>
        {content}
      </Item>
    );
  }
  return (
    <Item asChild onSelect={select} disabled={disabled} className={look}>
      <Link href={href}>{content}</Link>
    </Item>
  );
}

interface CheckItemProps {
  checked: boolean;
  onCheckedChange: (checked: boolean) => void;
  children: ReactNode;
}

/** On or off; the menu stays open, so that several can be set. */
export function MenuCheckItem({ checked, onCheckedChange, children }: CheckItemProps) {
  const { CheckboxItem } = useMenuParts();
  return (
    <CheckboxItem checked={checked} onCheckedChange={onCheckedChange} onSelect={(event) => event.preventDefault()} className={itemClass}>
      <span className="grid size-4 place-items-center">{checked && <Check aria-hidden="true" />}</span>
      <span className="min-w-0 flex-1 truncate">{children}</span>
    </CheckboxItem>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  const { Label } = useMenuParts();
  return <Label className="truncate px-2 pt-1.5 pb-1 font-medium text-12 text-muted">{children}</Label>;
}

export function MenuSeparator() {
  const { Separator } = useMenuParts();
  return <Separator className="-mx-1 my-1 h-px bg-line" />;
}
