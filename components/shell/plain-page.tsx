import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";
import { Wordmark } from "./wordmark.tsx";

interface Props {
  /** Beside the wordmark. */
  actions?: ReactNode;
  width?: "text" | "wide";
  children: ReactNode;
}

const widths = { text: "max-w-170", wide: "max-w-250" };

/** A page outside the dashboard: the wordmark above one column. */
export function PlainPage({ actions, width = "text", children }: Props) {
  const column = cn("mx-auto w-full px-5", widths[width]);
  return (
    <>
      <header className={cn(column, "flex items-center justify-between gap-4 pt-5")}>
        <Wordmark />
        {actions}
      </header>
      <main id="content" className={cn(column, "grid grid-cols-[minmax(0,1fr)] gap-8 pt-12 pb-20 sm:pt-16")}>
        {children}
      </main>
    </>
  );
}

interface MessageProps {
  title: string;
  /** What happened, what was kept, what to do. */
  children: ReactNode;
  actions: ReactNode;
}

/** A page that says one thing. */
export function MessagePage({ title, children, actions }: MessageProps) {
  return (
    <PlainPage>
      <div className="grid gap-6">
        <div className="grid gap-2">
          <h1 className="wrap-anywhere font-semibold text-20 tracking-tight">{title}</h1>
          <div className="grid gap-2 text-muted">{children}</div>
        </div>
        <div className="flex flex-wrap items-center gap-2">{actions}</div>
      </div>
    </PlainPage>
  );
}
