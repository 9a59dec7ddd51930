"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { type FormEvent, useState } from "react";
import { type DefaultValues, type FieldValues, get, type Path, type UseFormReturn, useForm } from "react-hook-form";
import type { z } from "zod";
import type { ActionError, ActionResult } from "#lib/core/action-result.ts";
import { sent } from "./sent.ts";

interface Options<Values extends FieldValues, Parsed extends FieldValues, Result> {
  /**
   * Fetches the schema that the server checks with too, when the form is first checked:
   * `async () => (await import("#lib/features/…/model/….ts")).schema`. Imported at once it would bring all of zod with the page.
   */
  schema: () => Promise<z.ZodType<Parsed, Values>>;
  defaultValues: DefaultValues<Values>;
  /** The server action. It gets what was typed and parses it itself. */
  action: (input: Values) => Promise<ActionResult<Result>>;
  onDone?: (data: Result, form: UseFormReturn<Values, unknown, Parsed>) => void;
}

/**
 * A form that is checked here and again on the server, by one schema. Faults that the server finds land at their fields;
 * what belongs to none is `failure`. What was typed stays, whatever happens.
 */
export function useActionForm<Values extends FieldValues, Parsed extends FieldValues, Result>(options: Options<Values, Parsed, Result>) {
  const { schema, defaultValues, action, onDone } = options;
  const form = useForm<Values, unknown, Parsed>({
    resolver: async (...given) => zodResolver(await schema())(...given),
    defaultValues,
  });
  const [failure, setFailure] = useState<ActionError | null>(null);
  const { errors, isSubmitting, isDirty } = form.formState;

  const send = form.handleSubmit(async () => {
    setFailure(null);
    const answer = await sent(() => action(form.getValues()));
    if (answer.ok) {
      // What is stored now is what later changes are compared with.
      form.reset(form.getValues());
      onDone?.(answer.data, form);
      return;
    }
    const { fields } = answer.error;
    const known = Object.keys(fields).filter((path) => form.getValues(path as Path<Values>) !== undefined);
    for (const [position, path] of known.entries()) {
      form.setError(path as Path<Values>, { type: "server", message: fields[path] }, { shouldFocus: position === 0 });
    }
    if (known.length === 0) setFailure(answer.error);
  });

  return {
    form,
    failure,
    pending: isSubmitting,
    isDirty,
    onSubmit(event: FormEvent) {
      event.preventDefault();
      if (!isSubmitting) void send(event);
    },
    /** Name, handlers and error of one field, for TextField and its like. */
    field(name: Path<Values>) {
      const error = get(errors, name) as { message?: string } | undefined;
      return { ...form.register(name), error: error?.message };
    },
  };
}
