import type { ReactNode } from "react";
import { cn } from "./cn.ts";

interface Props {
  title: ReactNode;
  description?: ReactNode;
  id?: string;
  className?: string;
  children: ReactNode;
}

/** A part of a long page: what it is about at the left, what one does at the right; one above the other where it is narrow. */
export function Section({ title, description, id, className, children }: Props) {
  return (
    <section id={id} className={cn("grid min-w-0 scroll-mt-6 gap-x-8 gap-y-4 lg:grid-cols-[minmax(0,260px)_minmax(0,1fr)]", className)}>
      <div>
        <h2 className="wrap-anywhere font-semibold text-14">{title}</h2>
        {description !== undefined && <p className="mt-1 text-13 text-muted">{description}</p>}
      </div>
      <div className="grid min-w-0 content-start gap-4">{children}</div>
    </section>
  );
}
