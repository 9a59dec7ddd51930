import { type Faults, faultTarget, faultText } from "./fields.ts";
import type { Page } from "./page.ts";
import type { FieldFault, FieldName, ReasonChoice } from "./view.ts";
import type { Words } from "./words.ts";

/** The faults of a page for the summary at its head, each with the field that it leads to. */
export function faultList(faults: Faults, words: Words, reasons: readonly ReasonChoice[] = [], reasonKey: string | null = null): Page["faults"] {
  return (Object.entries(faults ?? {}) as [FieldName, FieldFault][]).map(([name, fault]) => ({
    target: faultTarget(name, reasons, reasonKey),
    text: faultText(words, name, fault),
  }));
}
