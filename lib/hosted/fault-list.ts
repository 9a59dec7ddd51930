import { type Faults, faultTarget, faultText } from "./fields.ts";
import type { Page } from "./page.ts";
import type { FieldName, ReasonChoice } from "./view.ts";
import type { Words } from "./words.ts";

/** In the order in which fields stand on a page. */
const ORDER: readonly FieldName[] = ["reasonKey", "reasonText", "kind", "cause", "endsOn", "email"];

/** The faults of a page for the summary at its head, each with the field that it leads to. */
export function faultList(faults: Faults, words: Words, reasons: readonly ReasonChoice[] = [], reasonKey: string | null = null): Page["faults"] {
  return ORDER.flatMap((name) => {
    const fault = faults?.[name];
    return fault ? [{ target: faultTarget(name, reasons, reasonKey), text: faultText(words, name, fault) }] : [];
  });
}
