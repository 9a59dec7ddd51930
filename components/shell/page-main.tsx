import type { ReactNode } from "react";

/** The content of a page of the dashboard: head first, then its parts, one under the other. */
export function PageMain({ children }: { children: ReactNode }) {
  return (
    <main id="content" className="mx-auto grid w-full max-w-[1200px] grid-cols-[minmax(0,1fr)] content-start gap-5 px-4 py-6 lg:px-8">
      {children}
    </main>
  );
}
