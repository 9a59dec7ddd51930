"use client";

import { useActionState, useEffect, useRef } from "react";
import { Field } from "#components/ui/field.tsx";
import { Input } from "#components/ui/input.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Select } from "#components/ui/select.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { type PostedForm, untouchedForm } from "#lib/core/posted-form.ts";
import { ActionFailure } from "./action-failure.tsx";
import { focusFirstFault } from "./focus-fault.ts";
import { SearchedChoice } from "./searched-choice.tsx";

/** One field of a form whose fields are known when the page is made. */
export interface PostedField {
  name: string;
  label: string;
  type?: "text" | "email" | "password";
  /** What a password manager or browser fills in. */
  autoComplete?: string;
  hint?: string;
  value?: string;
  optional?: boolean;
  /** Shown, and there for password managers, but not to change. */
  readOnly?: boolean;
  minLength?: number;
  maxLength?: number;
  /** Makes it a choice. */
  options?: readonly { value: string; label: string }[];
  /** Of very many options one is found by typing; this asks for it: "Find a city or zone". */
  searchLabel?: string;
  /** Chooses this computer's own time zone, as long as nobody has chosen. */
  fill?: "time-zone";
}

interface Props {
  action: (state: PostedForm, form: FormData) => Promise<PostedForm>;
  fields: readonly PostedField[];
  submitLabel: string;
  /** Above a refusal that belongs to no field. */
  failureTitle?: string;
  /** One line, on wide windows. */
  inline?: boolean;
}

/** A form that works without a script: the server shows it again with what was typed, and what was wrong where it was wrong. */
export function PostedFields({ action, fields, submitLabel, failureTitle, inline = false }: Props) {
  const [posted, send] = useActionState(action, untouchedForm);
  const form = useRef<HTMLFormElement>(null);
  const { error, done, typed } = posted;
  const atFields = fields.some(({ name }) => error?.fields[name] !== undefined);

  // Each answer is a new object: the focus goes to the first fault of it.
  useEffect(() => {
    if (posted.error !== null) focusFirstFault(form.current);
  }, [posted]);

  return (
    <form ref={form} action={send} className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {!atFields && <ActionFailure failure={error} title={failureTitle} />}
      {done !== null && (
        <Notice tone="success" live="polite">
          {done}
        </Notice>
      )}
      <div className={inline ? "grid items-start gap-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]" : "grid grid-cols-[minmax(0,1fr)] gap-4"}>
        {fields.map(({ value = "", fill, ...field }) => (
          <OneField
            key={field.name}
            {...field}
            error={error?.fields[field.name]}
            start={typed[field.name] ?? value}
            fill={typed[field.name] === undefined ? fill : undefined}
          />
        ))}
      </div>
      <div>
        <SubmitButton>{submitLabel}</SubmitButton>
      </div>
    </form>
  );
}

const ownTimeZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone;

function OneField({
  name,
  label,
  hint,
  optional = false,
  readOnly = false,
  error,
  start,
  options,
  searchLabel,
  fill,
  ...input
}: Omit<PostedField, "value"> & { error?: string; start: string }) {
  return (
    <Field label={label} hint={hint} error={error} optional={optional}>
      {(control) =>
        options === undefined ? (
          <Input {...control} {...input} name={name} required={!optional} readOnly={readOnly} defaultValue={start} />
        ) : searchLabel !== undefined ? (
          <SearchedChoice {...{ control, name, options, start, searchLabel }} guess={fill === "time-zone" ? ownTimeZone : undefined} />
        ) : (
          // A select forgets a new default; a new element does not.
          <Select {...control} key={start} name={name} defaultValue={start}>
            {options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </Select>
        )
      }
    </Field>
  );
}
