"use client";

import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, type RefObject, useRef } from "react";
import { cn } from "./cn.ts";
import type { DialogWords } from "./dialog-words.ts";
import { openerOf, returnFocus } from "./focus-return.ts";
import { IconButton } from "./icon-button.tsx";
import "./style-nonce.ts";

interface Props extends DialogWords {
  isOpen: boolean;
  onOpenChange: (open: boolean) => void;
  /** What opened it, where that is one of our buttons. */
  button: RefObject<HTMLElement | null>;
  children?: ReactNode;
}

const widths = { small: "max-w-100", medium: "max-w-130", large: "max-w-180" };

/** The part of Dialog that comes when it is wanted. */
export function DialogLayer({ isOpen, onOpenChange, button, title, description, footer, size = "medium", startAt, children }: Props) {
  const content = useRef<HTMLDivElement>(null);
  const opener = useRef<HTMLElement | null>(null);
  return (
    <Radix.Root open={isOpen} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 animate-fade bg-scrim motion-reduce:animate-none" />
        <Radix.Content
          ref={content}
          onOpenAutoFocus={(event) => {
            opener.current = openerOf(button.current ?? document.activeElement);
            // A form begins with its first field, not with the cross above it.
            const first = content.current?.querySelector<HTMLElement>(startAt ?? "input:not([type=hidden]), select, textarea");
            if (first === null || first === undefined) return;
            event.preventDefault();
            first.focus();
          }}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            returnFocus(opener.current);
          }}
          // Radix points at a description that it expects; without one there is nothing to point at.
          {...(description === undefined && { "aria-describedby": undefined })}
          className={cn(
            "fixed inset-4 z-50 m-auto flex h-fit max-h-[calc(100dvh-32px)] animate-fade flex-col rounded-card border border-line bg-surface shadow-float motion-reduce:animate-none",
            widths[size],
          )}
        >
          <div className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
            <div className="min-w-0">
              <Radix.Title className="wrap-anywhere font-semibold text-16">{title}</Radix.Title>
              {description !== undefined && <Radix.Description className="mt-1 wrap-anywhere text-13 text-muted">{description}</Radix.Description>}
            </div>
            <Radix.Close asChild>
              <IconButton label="Close" icon={<X />} variant="ghost" size="small" className="-me-1.5" tooltip={false} />
            </Radix.Close>
          </div>
          {children !== undefined && <div className="min-h-0 overflow-y-auto px-5 pt-1 pb-5">{children}</div>}
          {footer !== undefined && <div className="flex flex-wrap justify-end gap-2 border-line border-t px-5 py-3">{footer}</div>}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
