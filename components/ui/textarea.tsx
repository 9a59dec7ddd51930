import type { ComponentProps } from "react";
import { cn } from "./cn.ts";
import { controlClass } from "./input.tsx";

/** Several lines of text; grows with what is written where the browser can. */
export function Textarea({ className, rows = 3, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea {...rest} rows={rows} className={cn(controlClass, "field-sizing-content max-h-80 min-h-16 resize-y py-1.5 read-only:bg-sunken", className)} />
  );
}
