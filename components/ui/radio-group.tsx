import { type ReactNode, type Ref, useId } from "react";
import { cn } from "./cn.ts";
import { FieldError, hasContent } from "./field.tsx";

export interface RadioOption {
  value: string;
  label: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
}

interface Props {
  legend: ReactNode;
  name: string;
  options: RadioOption[];
  hint?: ReactNode;
  error?: ReactNode;
  value?: string;
  defaultValue?: string;
  onChange?: (event: React.ChangeEvent<HTMLInputElement>) => void;
  onBlur?: (event: React.FocusEvent<HTMLInputElement>) => void;
  ref?: Ref<HTMLInputElement>;
  required?: boolean;
  hideLegend?: boolean;
  className?: string;
}

/** One of a few, each on a big row of its own: native radios, the whole row is the target. */
export function RadioGroup({ legend, name, options, hint, error, value, defaultValue, onChange, onBlur, ref, required, hideLegend, className }: Props) {
  const id = useId();
  const describedBy = [hasContent(hint) && `${id}-hint`, hasContent(error) && `${id}-error`].filter(Boolean).join(" ");
  return (
    <fieldset className={cn("grid min-w-0 content-start gap-2", className)} aria-describedby={describedBy || undefined}>
      <legend className={cn("mb-1.5 wrap-anywhere font-medium text-13", hideLegend && "sr-only")}>{legend}</legend>
      {hasContent(hint) && (
        <p id={`${id}-hint`} className="-mt-2 text-13 text-muted">
          {hint}
        </p>
      )}
      {options.map((option) => (
        <label
          key={option.value}
          className="flex min-h-10 cursor-pointer items-start gap-3 rounded-control border border-line-control bg-surface px-3 py-2.5 has-checked:border-accent has-disabled:cursor-not-allowed has-checked:bg-accent-wash has-disabled:bg-sunken has-disabled:text-muted has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2"
        >
          <input
            ref={ref}
            type="radio"
            name={name}
            value={option.value}
            disabled={option.disabled}
            required={required}
            onChange={onChange}
            onBlur={onBlur}
            {...(value !== undefined ? { checked: value === option.value } : { defaultChecked: defaultValue === option.value })}
            className="mt-0.5 grid size-4 shrink-0 cursor-pointer appearance-none place-items-center rounded-full border border-line-control bg-surface outline-none before:size-2 before:rounded-full checked:border-accent checked:before:bg-accent disabled:cursor-not-allowed forced-colors:appearance-auto"
          />
          <span className="min-w-0">
            <span className="block wrap-anywhere text-14">{option.label}</span>
            {hasContent(option.hint) && <span className="block wrap-anywhere text-13 text-muted">{option.hint}</span>}
          </span>
        </label>
      ))}
      {hasContent(error) && <FieldError id={`${id}-error`}>{error}</FieldError>}
    </fieldset>
  );
}
