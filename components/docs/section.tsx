import type { ReactNode } from "react";

/** A part of the guide that the list beside it leads to. */
export function Section({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={id} aria-labelledby={`${id}-heading`} className="grid min-w-0 scroll-mt-16 grid-cols-[minmax(0,1fr)] content-start gap-3 [&>p]:max-w-prose">
      <h2 id={`${id}-heading`} className="text-16 font-semibold">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** A step inside a part. */
export function Step({ id, title }: { id: string; title: string }) {
  return (
    <h3 id={id} className="mt-3 scroll-mt-16 font-semibold text-14">
      {title}
    </h3>
  );
}
