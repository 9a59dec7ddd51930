import { z } from "zod";
import { unwantedTextAt } from "#lib/core/plain-text.ts";
import type { PostedAnswer } from "#lib/features/cancel-sessions/model/posted.ts";
import { reasonTextOf } from "./reason-answer.ts";
import { type FieldFault, type FieldName, type HostedAction, hostedActions, type ReasonChoice, TEXT_LIMIT } from "./view.ts";

/** Reads the forms that these pages make. */

const email = z.email().max(320);
const date = z.iso.date();

export type PostedFaults = Partial<Record<FieldName, FieldFault>>;

/** The control that was pressed; null: none of ours. */
export function actionOf(fields: URLSearchParams): HostedAction | null {
  const said = fields.get("do");
  return hostedActions.find((action) => action === said) ?? null;
}

/**
 * What a form says, and what is wrong with it. A reason that is not offered counts as skipped: the page may be older than the list.
 * @param isStatutory whether the page had Germany's fields
 * @param today ISO 8601 date; a contract cannot end before it
 */
export function readPosted(
  fields: URLSearchParams,
  { reasons, isStatutory, today }: { reasons: readonly ReasonChoice[]; isStatutory: boolean; today: string },
): { answer: Omit<PostedAnswer, "locale">; faults: PostedFaults } {
  const faults: PostedFaults = {};
  const field = (name: string) => (fields.get(name) ?? "").replaceAll("\r\n", "\n").toWellFormed().trim();
  const text = (name: "reasonText" | "cause", value: string) => {
    if ([...value].length > TEXT_LIMIT) faults[name] = "too_long";
    else if (unwantedTextAt(value) !== null) faults[name] = "invalid";
    return value;
  };
  const reasonKey = reasons.find(({ key }) => key === fields.get("reasonKey"))?.key ?? null;
  const reasonText = text("reasonText", reasonTextOf(field, reasons, reasonKey)) || null;
  const address = field("email");
  if (address !== "" && !email.safeParse(address).success) faults.email = "invalid";
  const answer = { reasonKey, reasonText, email: address === "" ? null : address };
  if (!isStatutory) return { answer: { ...answer, statutory: null }, faults };
  const kind = fields.get("kind") === "extraordinary" ? "extraordinary" : "ordinary";
  const cause = kind === "extraordinary" ? text("cause", field("cause")) : "";
  const endsOn = field("endsOn");
  if (kind === "extraordinary" && cause === "") faults.cause = "missing";
  if (endsOn !== "" && (!date.safeParse(endsOn).success || endsOn < today)) faults.endsOn = "invalid";
  return { answer: { ...answer, statutory: { kind, cause, endsOn } }, faults };
}

/** Fields of a form, to be sent again as they were; what is none of ours stays behind. */
export function fieldsToRepeat(fields: URLSearchParams): [name: string, value: string][] {
  return [...fields].filter(([name]) => /^(reasonKey|reasonText|followUp\.[\w.-]{1,100}|kind|cause|endsOn|email)$/.test(name));
}
