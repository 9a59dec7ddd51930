"use client";

import dynamic from "next/dynamic";
import { type ComponentProps, cloneElement, type ReactElement, useState } from "react";
import type { ConfirmDialog as Dialog } from "#components/ui/confirm-dialog.tsx";

/** Loaded when it is first asked for. */
const ConfirmDialog = dynamic(() => import("#components/ui/confirm-dialog.tsx").then((module) => module.ConfirmDialog), { ssr: false });

interface Props extends Omit<ComponentProps<typeof Dialog>, "trigger" | "open" | "onOpenChange"> {
  /** The button that asks. */
  button: ReactElement<{ onClick?: () => void }>;
}

/** A button that asks before it does something. */
export function ConfirmButton({ button, ...dialog }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  const open = () => {
    setWasOpened(true);
    setOpen(true);
  };
  return (
    <>
      {cloneElement(button, { onClick: open })}
      {wasOpened && <ConfirmDialog {...dialog} open={isOpen} onOpenChange={setOpen} />}
    </>
  );
}
