import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

/** Shared by everything that one types or chooses in. On touch 16 px: below that a phone's browser zooms into the field. */
export const controlClass =
  "w-full min-w-0 rounded-control border border-line-control bg-surface px-2.5 text-14 text-ink placeholder:text-muted disabled:cursor-not-allowed disabled:border-line-strong disabled:bg-sunken disabled:text-muted [&[readonly]]:bg-sunken aria-invalid:border-danger focus-visible:outline-offset-0 pointer-coarse:min-h-10 pointer-coarse:text-16";

/** One line of text. Its label, hint and error come from Field. */
export function Input({ className, type = "text", ...rest }: ComponentProps<"input">) {
  return <input {...rest} type={type} className={cn(controlClass, "h-8 read-only:bg-sunken", className)} />;
}
