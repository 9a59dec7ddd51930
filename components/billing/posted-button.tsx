"use client";

import { useActionState } from "react";
import { ActionFailure } from "#components/forms/action-failure.tsx";
import type { ButtonLook } from "#components/ui/button.tsx";
import { SubmitButton } from "#components/ui/submit-button.tsx";
import { type PostedForm, untouchedForm } from "#lib/core/posted-form.ts";

export type PostedAction = (state: PostedForm, form: FormData) => Promise<PostedForm>;

interface Props extends ButtonLook {
  action: PostedAction;
  /** What goes along, by name. */
  fields: Readonly<Record<string, string>>;
  label: string;
  /** Names the button to screen readers where its label stands on several. */
  ariaLabel?: string;
  /** Above a refusal. */
  failureTitle: string;
}

/** One button that acts on the server, with a script or without one; a refusal stands above it. */
export function PostedButton({ action, fields, label, ariaLabel, failureTitle, variant = "primary", size }: Props) {
  const [posted, send] = useActionState(action, untouchedForm);
  return (
    <form action={send} className="grid max-w-full justify-items-start gap-2">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ActionFailure failure={posted.error} title={failureTitle} />
      <SubmitButton variant={variant} size={size} aria-label={ariaLabel}>
        {label}
      </SubmitButton>
    </form>
  );
}
