import { errorText } from "#lib/core/error-text.ts";
import { within } from "#lib/core/within.ts";
import { isUnavailable } from "#lib/platform/db.ts";

/** What a check may take; all run at once, so that the whole answers within two seconds. */
const BUDGET_MS = 1_500;

class NotInTimeError extends Error {}

/** The work's result. @throws what it throws, or an error after the budget */
export function withinBudget<T>(work: () => Promise<T>): Promise<T> {
  return within(BUDGET_MS, work, () => new NotInTimeError(`no answer within ${BUDGET_MS / 1_000} s`));
}

/** Why the database told nothing, as the end of a sentence. */
export function whyNot(error: unknown): string {
  const isSilent = error instanceof NotInTimeError || /timeout/i.test(error instanceof Error ? error.message : "");
  return isSilent ? `the database did not answer within ${BUDGET_MS / 1_000} s` : errorText(error);
}

/** Whether the database, not the question, is the reason. */
export function isDatabaseAway(error: unknown): boolean {
  return error instanceof NotInTimeError || isUnavailable(error);
}
