import type { ReactNode } from "react";

interface Props {
  title: string;
  /** One sentence: what this page answers. */
  description?: ReactNode;
  /** Controls at the right. */
  actions?: ReactNode;
}

/** Head of every page of the dashboard. */
export function PageHeader({ title, description, actions }: Props) {
  return (
    <header className="mb-5 flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-20 font-semibold tracking-tight">{title}</h1>
        {description !== undefined && <p className="mt-0.5 max-w-prose text-muted">{description}</p>}
      </div>
      {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
    </header>
  );
}
