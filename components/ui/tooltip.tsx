"use client";

import { Slot } from "radix-ui";
import { type PointerEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { type Side, tooltipPlace } from "./tooltip-place.ts";

interface Props {
  /** A few words; what must be read belongs on the page or in a Popover. */
  text: ReactNode;
  side?: Side;
  /** One element that can have the focus. */
  children: ReactNode;
}

const WAIT_MS = 400;
/** Long enough to move the pointer onto the words. */
const LINGER_MS = 120;

/** Words that show on hover and on focus. Never the only place of anything: a touch screen shows none. */
export function Tooltip({ text, side = "top", children }: Props) {
  const id = useId();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [isShown, setShown] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  function show(next: boolean, afterMs = 0) {
    clearTimeout(timer.current);
    if (afterMs === 0) setShown(next);
    else timer.current = setTimeout(() => setShown(next), afterMs);
  }
  const enter = ({ pointerType }: PointerEvent) => pointerType !== "touch" && show(true, isShown ? 0 : WAIT_MS);
  const leave = () => show(false, LINGER_MS);

  return (
    <>
      <Slot.Root
        ref={setAnchor}
        aria-describedby={isShown ? id : undefined}
        onPointerEnter={enter}
        onPointerLeave={leave}
        onPointerDown={() => show(false)}
        onFocus={({ currentTarget }) => currentTarget.matches(":focus-visible") && show(true)}
        onBlur={() => show(false)}
      >
        {children}
      </Slot.Root>
      {isShown && anchor !== null && (
        <Words id={id} anchor={anchor} side={side} onEnter={enter} onLeave={leave} onGone={() => show(false)}>
          {text}
        </Words>
      )}
    </>
  );
}

interface WordsProps {
  id: string;
  anchor: HTMLElement;
  side: Side;
  onEnter: (event: PointerEvent) => void;
  onLeave: () => void;
  onGone: () => void;
  children: ReactNode;
}

/** In the browser's own top layer, so that nothing cuts it off. */
function Words({ id, anchor, side, onEnter, onLeave, onGone, children }: WordsProps) {
  const box = useRef<HTMLSpanElement>(null);

  useLayoutEffect(() => {
    const words = box.current;
    if (words === null) return;
    words.showPopover?.();
    const { x, y } = tooltipPlace(anchor.getBoundingClientRect(), words.getBoundingClientRect(), side, window);
    words.style.translate = `${x}px ${y}px`;
  }, [anchor, side]);

  useEffect(() => {
    const onKeyDown = ({ key }: KeyboardEvent) => key === "Escape" && onGone();
    document.addEventListener("keydown", onKeyDown);
    document.addEventListener("scroll", onGone, { capture: true, once: true });
    return () => {
      document.removeEventListener("keydown", onKeyDown);
      document.removeEventListener("scroll", onGone, { capture: true });
    };
  }, [onGone]);

  return (
    <span
      ref={box}
      id={id}
      role="tooltip"
      popover="manual"
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
      className="fixed inset-auto top-0 left-0 m-0 w-max max-w-70 animate-fade whitespace-normal rounded-control border-0 bg-ink px-2 py-1 text-start font-normal text-12 text-bg shadow-float motion-reduce:animate-none"
    >
      {children}
    </span>
  );
}
