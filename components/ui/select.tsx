import { ChevronDown } from "lucide-react";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { controlClass } from "./input.tsx";

/** The browser's own select: works on every phone, without scripts, and with type-ahead. Children are option elements. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <span className={cn("relative block", className)}>
      <select {...rest} className={cn(controlClass, "h-8 cursor-pointer appearance-none truncate pe-8")}>
        {children}
      </select>
      <ChevronDown aria-hidden="true" className="pointer-events-none absolute end-2.5 top-1/2 size-4 -translate-y-1/2 text-muted" />
    </span>
  );
}
