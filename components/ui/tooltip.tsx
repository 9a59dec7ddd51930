"use client";

import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";

interface Props {
  /** A few words; what must be read belongs on the page or in a Popover. */
  text: ReactNode;
  side?: "top" | "right" | "bottom" | "left";
  /** One element that can have the focus. */
  children: ReactNode;
}

/** Words that show on hover and on focus. Never the only place of anything: a touch screen shows none. */
export function Tooltip({ text, side = "top", children }: Props) {
  return (
    <Radix.Provider delayDuration={400}>
      <Radix.Root>
        <Radix.Trigger asChild>{children}</Radix.Trigger>
        <Radix.Portal>
          <Radix.Content
            side={side}
            sideOffset={6}
            collisionPadding={8}
            className="z-60 max-w-70 animate-fade rounded-control bg-ink px-2 py-1 text-12 text-bg shadow-float motion-reduce:animate-none"
          >
            {text}
          </Radix.Content>
        </Radix.Portal>
      </Radix.Root>
    </Radix.Provider>
  );
}
