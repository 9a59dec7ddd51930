"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import type { ActionError, ActionResult } from "#lib/core/action-result.ts";
import { focusFirstFault } from "./focus-fault.ts";
import { sent } from "./sent.ts";

interface Options<Input, Result> {
  action: (input: Input) => Promise<ActionResult<Result>>;
  /** Paths of the fields that the form shows, each with all below it; faults of others are shown for the form as a whole. */
  fields: readonly string[];
  onDone: (data: Result) => void;
}

/**
 * A form that only the server checks, by the schema it has anyway. What was typed stays, and the first field at fault gets the focus.
 */
export function useSubmit<Input, Result>({ action, fields, onDone }: Options<Input, Result>) {
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<ActionError | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const paths = Object.keys(error?.fields ?? {});
  const isShown = paths.some((path) => fields.some((name) => path === name || path.startsWith(`${name}.`)));

  useEffect(() => {
    if (error !== null) focusFirstFault(form.current);
  }, [error]);

  return {
    form,
    pending,
    /** The message of each field at fault, by its path. */
    faults: (error?.fields ?? {}) as Readonly<Record<string, string | undefined>>,
    /** What belongs to no field; for ActionFailure. */
    failure: isShown ? null : error,
    async send(event: FormEvent, input: Input) {
      event.preventDefault();
      if (pending) return;
      setPending(true);
      setError(null);
      const answer = await sent(() => action(input));
      setPending(false);
      if (answer.ok) onDone(answer.data);
      else setError(answer.error);
    },
  };
}
