import type { ReactNode } from "react";

/** A key to press. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-[4px] border border-line-strong bg-sunken px-1 font-sans text-12 text-muted">
      {children}
    </kbd>
  );
}
