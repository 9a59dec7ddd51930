import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "./cn.ts";

/** What ties a control to its words; spread it on the control. */
export interface ControlProps {
  id: string;
  required: boolean | undefined;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
}

export interface FieldWords {
  label: ReactNode;
  /** One sentence that helps before anything is wrong. */
  hint?: ReactNode;
  /** What is wrong and how to put it right. */
  error?: ReactNode;
  /** Must be filled; the browser checks it too. Where nearly all must, leave the word to those that need not (`optional`). */
  required?: boolean;
  /** Says so in words. */
  optional?: boolean;
  /** Keeps the label for screen readers alone; only where the place makes it plain to the eye. */
  hideLabel?: boolean;
}

interface Props extends FieldWords {
  /** Use it when something outside must point at the control. */
  id?: string;
  className?: string;
  children: (control: ControlProps) => ReactNode;
}

/** Label, hint and error of one control, wired to it: `<Field label="Name">{(control) => <Input {...control} name="name" />}</Field>`. */
export function Field({ label, hint, error, required, optional, hideLabel, id, className, children }: Props) {
  const made = useId();
  const controlId = id ?? made;
  const hintId = `${controlId}-hint`;
  const errorId = `${controlId}-error`;
  const optionalId = `${controlId}-optional`;
  const describedBy = [optional && optionalId, hasContent(hint) && hintId, hasContent(error) && errorId].filter(Boolean).join(" ");
  return (
    <div className={cn("grid content-start gap-1.5", className)}>
      <div className={cn("flex items-baseline justify-between gap-3", hideLabel && "sr-only")}>
        <label htmlFor={controlId} className="min-w-0 wrap-anywhere font-medium text-13">
          {label}
        </label>
        {/* Beside the label, not in it: "required" is read out by itself. */}
        {required && (
          <span aria-hidden="true" className="text-12 text-muted">
            Required
          </span>
        )}
        {optional && (
          <span id={optionalId} className="text-12 text-muted">
            Optional
          </span>
        )}
      </div>
      {hasContent(hint) && (
        <p id={hintId} className="-mt-1 text-13 text-muted">
          {hint}
        </p>
      )}
      {children({ id: controlId, required, "aria-describedby": describedBy || undefined, "aria-invalid": hasContent(error) || undefined })}
      {hasContent(error) && <FieldError id={errorId}>{error}</FieldError>}
    </div>
  );
}

/** The line under a control that says what is wrong with it. */
export function FieldError({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p id={id} className="flex gap-1.5 text-13 text-danger-text">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0" />
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  );
}

export function hasContent(node: ReactNode): boolean {
  return node !== undefined && node !== null && node !== false && node !== "";
}
