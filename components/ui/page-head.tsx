import type { ReactNode } from "react";

interface Props {
  title: ReactNode;
  /** One sentence of what the page answers. */
  description?: ReactNode;
  /** Controls at the right. */
  actions?: ReactNode;
  /** Filter chips. */
  filters?: ReactNode;
}

/** Head of a page. */
export function PageHead({ title, description, actions, filters }: Props) {
  return (
    <header className="grid gap-4">
      <div className="flex flex-wrap items-start justify-between gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-60">
          <h1 className="wrap-anywhere font-semibold text-20 tracking-tight">{title}</h1>
          {description !== undefined && <p className="mt-0.5 text-muted">{description}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
      {filters !== undefined && <div className="flex flex-wrap items-center gap-2">{filters}</div>}
    </header>
  );
}
