"use client";

import type { ReactNode } from "react";
import { useFlowDraft } from "./flow-draft.tsx";

/** The fields of an editor; those who only look see them, switched off. */
export function Editor({ children }: { children: ReactNode }) {
  const { actions } = useFlowDraft();
  return (
    <fieldset disabled={actions === null} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-5">
      {children}
    </fieldset>
  );
}
