import { Check } from "lucide-react";
import { type ComponentProps, type ReactNode, useId } from "react";
import { cn } from "./cn.ts";
import { FieldError, hasContent } from "./field.tsx";

interface Props extends Omit<ComponentProps<"input">, "type"> {
  label: ReactNode;
  hint?: ReactNode;
  error?: ReactNode;
  hideLabel?: boolean;
}

/** A native checkbox with its words; the whole row is the target. */
export function Checkbox({ label, hint, error, hideLabel, className, id, ...rest }: Props) {
  const made = useId();
  const boxId = id ?? made;
  const hintId = `${boxId}-hint`;
  const errorId = `${boxId}-error`;
  const describedBy = [hasContent(hint) && hintId, hasContent(error) && errorId].filter(Boolean).join(" ");
  return (
    <div className={cn("grid gap-1", className)}>
      <div className="flex min-h-6 items-start gap-2.5 pointer-coarse:min-h-9 pointer-coarse:items-center">
        <span className="relative grid size-6 shrink-0 place-items-center">
          <input
            {...rest}
            id={boxId}
            type="checkbox"
            aria-describedby={describedBy || undefined}
            aria-invalid={hasContent(error) || undefined}
            className="peer size-4 cursor-pointer appearance-none rounded-[4px] border border-line-control bg-surface checked:border-accent checked:bg-accent disabled:cursor-not-allowed disabled:opacity-55 aria-invalid:border-danger forced-colors:appearance-auto"
          />
          <Check
            aria-hidden="true"
            strokeWidth={3}
            className="pointer-events-none absolute size-3 text-on-accent opacity-0 peer-checked:opacity-100 forced-colors:hidden"
          />
        </span>
        <label htmlFor={boxId} className={cn("min-w-0 cursor-pointer wrap-anywhere pt-0.5 text-14 pointer-coarse:pt-0", hideLabel && "sr-only")}>
          {label}
        </label>
      </div>
      {hasContent(hint) && (
        <p id={hintId} className="-mt-1 ps-8.5 text-13 text-muted">
          {hint}
        </p>
      )}
      {hasContent(error) && (
        <div className="ps-8.5">
          <FieldError id={errorId}>{error}</FieldError>
        </div>
      )}
    </div>
  );
}
