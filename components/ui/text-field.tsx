import type { ComponentProps } from "react";
import { Field, type FieldWords } from "./field.tsx";
import { Input } from "./input.tsx";

interface Props extends Omit<ComponentProps<typeof Input>, "required">, FieldWords {}

/** A labelled line of text: the commonest Field. `className` goes to the whole. */
export function TextField({ label, hint, error, required, optional, hideLabel, id, className, ...input }: Props) {
  return <Field {...{ label, hint, error, required, optional, hideLabel, id, className }}>{(control) => <Input {...input} {...control} />}</Field>;
}
