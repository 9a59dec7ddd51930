"use client";

import { Popover as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { StandIn } from "./stand-in.tsx";

interface Props {
  button: HTMLElement;
  id: string;
  label: string;
  align: "start" | "center" | "end";
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  children: ReactNode;
}

/** The part of Popover that comes when it is wanted. */
export function PopoverLayer({ button, id, label, align, isOpen, onOpenChange, children }: Props) {
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Trigger asChild>
        <StandIn element={button} />
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          id={id}
          aria-label={label}
          align={align}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 max-h-(--radix-popover-content-available-height) w-80 max-w-[calc(100vw-16px)] animate-fade overflow-y-auto rounded-card border border-line bg-surface p-4 text-13 shadow-float motion-reduce:animate-none"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
