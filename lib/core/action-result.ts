import type { ErrorCode } from "./errors.ts";

/** What a form gets back from the server: data, or a refusal that says what happened, where, and under which id it was logged. */
export type ActionResult<T = void> = { ok: true; data: T } | { ok: false; error: ActionError };

export interface ActionError {
  code: ErrorCode;
  message: string;
  requestId: string;
  /** A message for each field that is wrong, by its dotted path. */
  fields: Record<string, string>;
}
