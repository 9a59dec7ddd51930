import type { ReactNode } from "react";

interface Props {
  title: ReactNode;
  /** What will be here, and what brings it here. */
  children: ReactNode;
  /** The one next step. */
  action?: ReactNode;
  /** Another way: "Show me with demo data". */
  secondary?: ReactNode;
  /** Something to copy, under the words. */
  extra?: ReactNode;
  level?: 2 | 3;
}

/** What stands where there is nothing yet: it teaches. */
export function EmptyState({ title, children, action, secondary, extra, level = 2 }: Props) {
  const Heading = `h${level}` as const;
  return (
    <div className="mx-auto grid max-w-140 grid-cols-[minmax(0,1fr)] gap-4 px-5 py-10">
      <div className="grid gap-1">
        <Heading className="wrap-anywhere font-semibold text-16">{title}</Heading>
        <div className="text-muted">{children}</div>
      </div>
      {extra}
      {(action !== undefined || secondary !== undefined) && (
        <div className="flex flex-wrap items-center gap-2">
          {action}
          {secondary}
        </div>
      )}
    </div>
  );
}
