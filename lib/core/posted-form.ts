import type { ActionError, ActionResult } from "./action-result.ts";

/**
 * What a form shows after it was posted, with a script or without one: what was wrong or done, and what was typed. Passwords are
 * never among it.
 */
export interface PostedForm {
  error: ActionError | null;
  /** What was done, where the page stays. */
  done: string | null;
  typed: Record<string, string>;
}

export const untouchedForm: PostedForm = { error: null, done: null, typed: {} };

/**
 * The form again, after its action.
 * @param keep names of the fields whose text stays; none of a password
 * @param done what to say when it succeeded
 */
export function shownAgain(result: ActionResult<unknown>, form: FormData, keep: readonly string[], done = "Saved."): PostedForm {
  const typed = Object.fromEntries(keep.map((name) => [name, String(form.get(name) ?? "")]));
  if (result.ok) return { error: null, done, typed };
  return { error: result.error, done: null, typed };
}

/** The texts of a form's fields, by name. */
export function textsOf(form: FormData): Record<string, string> {
  // A call that no form of ours makes can bring anything; without fields the schema refuses it.
  if (!(form instanceof FormData)) return {};
  return Object.fromEntries([...form.entries()].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])));
}
