import Link from "next/link";
import type { ComponentProps } from "react";
import { type ButtonLook, buttonClass } from "./button.tsx";
import { cn } from "./cn.ts";

interface Props extends ComponentProps<typeof Link>, ButtonLook {}

/** A link that looks like a button: for going somewhere. What changes something is a Button. */
export function ButtonLink({ variant, size, className, ...rest }: Props) {
  return <Link {...rest} className={cn(buttonClass({ variant, size }), className)} />;
}
