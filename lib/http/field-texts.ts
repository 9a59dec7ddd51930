import type { FieldError } from "#lib/core/errors.ts";

/** What is wrong with each field, by path, as a sentence that stands under it. */
export function fieldTexts(errors: readonly FieldError[]): Record<string, string> {
  return Object.fromEntries(errors.map(({ path, message }) => [path, asSentence(message)]));
}

/** Faults are made to follow a field's name ("must not be empty"); under the field they stand for themselves. */
function asSentence(text: string): string {
  return text === "" ? text : `${text[0]?.toUpperCase()}${text.slice(1)}${/[.!?]$/.test(text) ? "" : "."}`;
}
