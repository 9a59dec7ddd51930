import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";
import { cn } from "./cn.ts";

/** The look of a button, for what is a button to the eye and a link to the browser; see button-link.tsx. */
export const buttonClass = cva(
  "relative inline-flex shrink-0 cursor-pointer select-none items-center justify-center gap-1.5 overflow-hidden whitespace-nowrap rounded-control border font-medium no-underline transition-colors duration-100 aria-disabled:cursor-default aria-disabled:opacity-55 motion-reduce:transition-none pointer-coarse:min-h-9 [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "border-transparent bg-accent text-on-accent not-aria-disabled:hover:bg-accent-hover",
        secondary: "border-line-strong bg-surface text-ink not-aria-disabled:hover:bg-sunken",
        ghost: "border-transparent bg-transparent text-ink not-aria-disabled:hover:bg-selected",
        danger: "border-transparent bg-danger text-on-danger not-aria-disabled:hover:bg-danger-hover",
      },
      size: { small: "h-7 px-2.5 text-13", medium: "h-8 px-3 text-13", large: "h-10 px-4 text-14" },
    },
    defaultVariants: { variant: "secondary", size: "medium" },
  },
);

export type ButtonLook = VariantProps<typeof buttonClass>;

interface Props extends ComponentProps<"button">, ButtonLook {
  /** What was asked for is under way: says so, keeps its size and the focus, and does nothing when it is pressed again. */
  pending?: boolean;
}

/** A button. `disabled` keeps it reachable by keyboard, so that a tooltip can say why. */
export function Button({ variant, size, pending = false, disabled = false, type = "button", onClick, className, children, ...rest }: Props) {
  const still = pending || disabled;
  return (
    <button
      {...rest}
      // A submit button that must not submit is no submit button; the attribute `disabled` would throw the focus away.
      type={still ? "button" : type}
      onClick={still ? undefined : onClick}
      aria-disabled={still || undefined}
      aria-busy={pending || undefined}
      className={cn(buttonClass({ variant, size }), pending && "aria-disabled:cursor-progress aria-disabled:opacity-100", className)}
    >
      {children}
      {pending && <PendingBar />}
    </button>
  );
}

function PendingBar() {
  return (
    <span aria-hidden="true" className="absolute inset-x-0 bottom-0 h-0.5 overflow-hidden bg-current/25">
      <span className="block h-full w-1/3 animate-pending bg-current motion-reduce:w-full motion-reduce:animate-none" />
    </span>
  );
}
