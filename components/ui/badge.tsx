import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";

const badgeClass = cva(
  "inline-flex max-w-full items-center gap-1 truncate whitespace-nowrap rounded-full px-2 py-px font-medium text-12 ring-1 ring-current/15 ring-inset [&_svg]:size-3 [&_svg]:shrink-0",
  {
    variants: {
      tone: {
        neutral: "bg-sunken text-muted",
        accent: "bg-accent-wash text-accent-text",
        warning: "bg-warning-wash text-warning-text",
        danger: "bg-danger-wash text-danger-text",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);

interface Props extends VariantProps<typeof badgeClass> {
  /** Colours with a meaning of their own are given here, by those who know the meaning. */
  className?: string;
  children: ReactNode;
}

/** A state or kind in one or two words. The words say it; the colour only repeats it. */
export function Badge({ tone, className, children }: Props) {
  return <span className={cn(badgeClass({ tone }), className)}>{children}</span>;
}
