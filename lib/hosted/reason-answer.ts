import type { ReasonChoice } from "./view.ts";

/** Name of the field that answers a reason's own question. */
export function followUpName(key: string): string {
  return `followUp.${key}`;
}

/**
 * The free text of a posted reason form, in its form's own words: the answer to the chosen reason's question, else what was added
 * in general. The field of a reason that was not chosen is not seen by the customer, so it does not count.
 * @param field the posted text of a field, "" when it is missing
 */
export function reasonTextOf(field: (name: string) => string, reasons: readonly ReasonChoice[], reasonKey: string | null): string {
  const chosen = reasons.find(({ key }) => key === reasonKey);
  const answer = chosen?.followUpQuestion ? field(followUpName(chosen.key)).trim() : "";
  return answer === "" ? field("reasonText").trim() : answer;
}
