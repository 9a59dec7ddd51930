import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

const tones = {
  info: { look: "border-line-strong bg-surface", icon: Info, sign: "text-muted" },
  success: { look: "border-accent/40 bg-accent-wash", icon: CircleCheck, sign: "text-accent-text" },
  warning: { look: "border-warning/50 bg-warning-wash", icon: TriangleAlert, sign: "text-warning-text" },
  danger: { look: "border-danger/40 bg-danger-wash", icon: CircleAlert, sign: "text-danger-text" },
};

interface Props {
  tone?: keyof typeof tones;
  title?: ReactNode;
  /** What to do about it. */
  actions?: ReactNode;
  /** Read out when it appears: "polite" waits for a pause, "assertive" does not. Leave it out for what stands there from the start. */
  live?: "polite" | "assertive";
  className?: string;
  children?: ReactNode;
}

/** Something to know about the page or the form: what happened, what was kept, what to do. */
export function Notice({ tone = "info", title, actions, live, className, children }: Props) {
  const { look, icon: Icon, sign } = tones[tone];
  return (
    <div role={live && (live === "assertive" ? "alert" : "status")} className={cn("flex gap-2.5 rounded-card border px-3.5 py-2.5 text-13", look, className)}>
      <Icon aria-hidden="true" className={cn("mt-0.5 size-4 shrink-0", sign)} />
      <div className="grid min-w-0 flex-1 gap-0.5">
        {title !== undefined && <p className="wrap-anywhere font-semibold">{title}</p>}
        {children !== undefined && <div className="wrap-anywhere [&_a:not([class])]:underline">{children}</div>}
        {actions !== undefined && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}
