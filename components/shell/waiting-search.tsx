"use client";

import { searchFrame } from "./search-frame.ts";

interface Props {
  typed: string;
  onType(typed: string): void;
  /** Enter was pressed; it is done once the search can. */
  onEnter(): void;
  onClose(): void;
}

/** Takes what is typed while the script of the search is on its way. */
export function WaitingSearch({ typed, onType, onEnter, onClose }: Props) {
  return (
    <>
      <div aria-hidden="true" className={searchFrame.scrim} onPointerDown={onClose} />
      <div role="dialog" aria-modal="true" aria-label="Search" aria-busy="true" data-state="open" className={searchFrame.box}>
        <input
          // biome-ignore lint/a11y/noAutofocus: it was asked for by a key or a press, and keys follow at once
          autoFocus
          aria-label="Search"
          value={typed}
          onChange={({ target }) => onType(target.value)}
          onKeyDown={({ key, nativeEvent }) => {
            if (key === "Escape") onClose();
            if (key === "Enter" && !nativeEvent.isComposing) onEnter();
          }}
          placeholder={searchFrame.placeholder}
          autoComplete="off"
          spellCheck={false}
          className={searchFrame.input}
        />
      </div>
    </>
  );
}
