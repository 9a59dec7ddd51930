import type { ReactNode } from "react";

/** The content of a page of the dashboard. */
export function PageMain({ children }: { children: ReactNode }) {
  return (
    <main id="content" className="mx-auto w-full max-w-[1200px] px-4 py-6 lg:px-8">
      {children}
    </main>
  );
}
