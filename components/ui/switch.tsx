import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn.ts";
import { hasContent } from "./field.tsx";

interface Props extends Omit<ComponentProps<"input">, "type" | "role"> {
  label: ReactNode;
  hint?: ReactNode;
  hideLabel?: boolean;
}

/** On or off, at once: a native checkbox that is read out as a switch. What waits for "Save" is a Checkbox. */
export function Switch({ label, hint, hideLabel, className, id, ...rest }: Props) {
  const made = useId();
  const switchId = id ?? made;
  const hintId = `${switchId}-hint`;
  return (
    <div className={cn("flex min-h-6 items-start justify-between gap-4 pointer-coarse:min-h-9", className)}>
      <div className={cn("min-w-0", hideLabel && "sr-only")}>
        <label htmlFor={switchId} className="cursor-pointer wrap-anywhere font-medium text-14">
          {label}
        </label>
        {hasContent(hint) && (
          <p id={hintId} className="text-13 text-muted">
            {hint}
          </p>
        )}
      </div>
      <span className="grid h-6 shrink-0 place-items-center pointer-coarse:h-9">
        <input
          {...rest}
          id={switchId}
          type="checkbox"
          // biome-ignore lint/a11y/useAriaPropsForRole: a native checkbox says itself whether it is on
          role="switch"
          aria-describedby={hasContent(hint) ? hintId : undefined}
          className="relative h-5 w-9 cursor-pointer appearance-none rounded-full border border-line-control bg-sunken transition-colors duration-100 before:absolute before:start-0.5 before:top-0.5 before:size-3.5 before:rounded-full before:bg-line-control before:transition-[inset-inline-start] before:duration-100 checked:border-accent checked:bg-accent checked:before:start-[18px] checked:before:bg-on-accent disabled:cursor-not-allowed disabled:opacity-55 motion-reduce:transition-none motion-reduce:before:transition-none forced-colors:appearance-auto"
        />
      </span>
    </div>
  );
}
