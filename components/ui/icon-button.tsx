"use client";

import type { ComponentProps, ReactNode } from "react";
import { Button } from "./button.tsx";
import { cn } from "./cn.ts";
import { Tooltip } from "./tooltip.tsx";

interface Props extends Omit<ComponentProps<typeof Button>, "children" | "aria-label"> {
  /** What it does, in words; also its tooltip. */
  label: string;
  icon: ReactNode;
  /** Off where the words stand beside it anyway. */
  tooltip?: boolean;
}

const squares = { small: "w-7", medium: "w-8", large: "w-10" };

/** A button that shows only a sign. */
export function IconButton({ label, icon, tooltip = true, size = "medium", variant = "ghost", className, ...rest }: Props) {
  const button = (
    <Button {...rest} aria-label={label} variant={variant} size={size} className={cn("px-0 pointer-coarse:min-w-9", squares[size ?? "medium"], className)}>
      {icon}
    </Button>
  );
  return tooltip ? <Tooltip text={label}>{button}</Tooltip> : button;
}
