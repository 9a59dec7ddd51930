import type { ReactNode } from "react";
import { cn } from "./cn.ts";

interface Props {
  title?: ReactNode;
  /** One sentence of what it answers or does. */
  description?: ReactNode;
  /** Controls at the right of the title. */
  actions?: ReactNode;
  /** A line under the content, set apart: "Save" of a form, "Show all" of a list. */
  footer?: ReactNode;
  /** The title's level in the page. */
  level?: 2 | 3;
  /** Off for a table, which reaches to the edges. */
  padded?: boolean;
  id?: string;
  className?: string;
  children?: ReactNode;
}

/** A panel: title, one sentence, controls, content. */
export function Card({ title, description, actions, footer, level = 2, padded = true, id, className, children }: Props) {
  const Heading = `h${level}` as const;
  const hasHead = title !== undefined || actions !== undefined;
  return (
    <section id={id} className={cn("flex min-w-0 flex-col rounded-card border border-line bg-surface", className)}>
      {hasHead && (
        <div className={cn("px-5 pt-4", !padded && "pb-3", children === undefined && "pb-4")}>
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
            {title !== undefined && <Heading className="min-w-0 flex-1 wrap-anywhere font-semibold text-14">{title}</Heading>}
            {actions !== undefined && <div className="-my-1 flex flex-wrap items-center gap-2">{actions}</div>}
          </div>
          {description !== undefined && <p className="mt-0.5 text-13 text-muted">{description}</p>}
        </div>
      )}
      {children !== undefined && <div className={cn("min-w-0 flex-1", padded && "px-5 pb-5", padded && (hasHead ? "pt-3" : "pt-5"))}>{children}</div>}
      {footer !== undefined && <div className="flex flex-wrap items-center gap-3 border-line border-t px-5 py-3">{footer}</div>}
    </section>
  );
}
