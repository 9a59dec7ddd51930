"use client";

import { type RefObject, useEffect, useEffectEvent, useState } from "react";
import { useLater } from "#components/ui/use-later.ts";
import type { ShellData } from "./shell-data.ts";
import { WaitingSearch } from "./waiting-search.tsx";

interface Props extends ShellData {
  isOpen: boolean;
  onOpenChange(open: boolean): void;
  /** What had the focus when it was asked for; gets it back. */
  opener: RefObject<Element | null>;
}

const load = () => import("./command-menu.tsx");

/** The search for everything, by ⌘K or Ctrl K too. Its script comes when it is first asked for; what is typed meanwhile is kept. */
export function Search({ isOpen, onOpenChange, opener, ...data }: Props) {
  const [typed, setTyped] = useState("");
  const [mustEnter, setMustEnter] = useState(false);
  const { part, fetch } = useLater(load, () => set(false));

  function set(open: boolean) {
    if (!open) {
      setTyped("");
      setMustEnter(false);
    }
    onOpenChange(open);
  }

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.key === "Meta" || event.key === "Control") fetch();
    if (event.key.toLowerCase() !== "k" || !(event.metaKey || event.ctrlKey)) return;
    event.preventDefault();
    set(!isOpen);
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => onKey(event);
    window.addEventListener("keydown", listen);
    return () => window.removeEventListener("keydown", listen);
  }, []);

  const onOpened = useEffectEvent(fetch);
  useEffect(() => {
    if (isOpen) onOpened();
  }, [isOpen]);

  if (part !== null) return <part.CommandMenu {...data} {...{ isOpen, typed, mustEnter, opener }} onOpenChange={set} onType={setTyped} />;
  return isOpen && <WaitingSearch typed={typed} onType={setTyped} onEnter={() => setMustEnter(true)} onClose={() => set(false)} />;
}
