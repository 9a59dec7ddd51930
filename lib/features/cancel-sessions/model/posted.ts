import { z } from "zod";
import { type HostedLocale, hostedLocaleCodes } from "#lib/core/hosted-locales.ts";
import { unwantedTextAt } from "#lib/core/plain-text.ts";
import { actions } from "./journey.ts";

/** What a hosted page's form says, once it was read. */
export interface PostedAnswer {
  /** Null: skipped. */
  reasonKey: string | null;
  reasonText: string | null;
  /** Germany's fields; null on every other page. */
  statutory: { kind: "ordinary" | "extraordinary"; cause: string; endsOn: string; email: string } | null;
  /** The page's language, for the receipt. */
  locale: HostedLocale;
}

/** Faults by field, as codes; pages have the words. */
export type PostedFaults = Partial<Record<"reasonText" | "cause" | "endsOn" | "email", "too_long" | "not_a_date" | "not_an_email" | "required" | "unreadable">>;

const TEXT = 5_000;

const email = z.email().max(320);
const date = z.iso.date();

/** The control that was pressed; null: none of ours. */
export function actionOf(fields: URLSearchParams): (typeof actions)[number] | null {
  const said = fields.get("do");
  return actions.find((action) => action === said) ?? null;
}

/**
 * Reads a form. A reason that is not offered counts as skipped: the page may be older than the list.
 * @param reasonKeys those that are offered now
 */
export function readPosted(
  fields: URLSearchParams,
  { reasonKeys, isStatutory }: { reasonKeys: readonly string[]; isStatutory: boolean },
): { answer: Omit<PostedAnswer, "locale">; faults: PostedFaults } {
  const faults: PostedFaults = {};
  const text = (name: string) => (fields.get(name) ?? "").replaceAll("\r\n", "\n").replace(/\0/g, "").toWellFormed().trim();
  const reasonKey = reasonKeys.find((key) => key === fields.get("reasonKey")) ?? null;
  const reasonText = text("reasonText");
  if ([...reasonText].length > TEXT) faults.reasonText = "too_long";
  if (unwantedTextAt(reasonText) !== null) faults.reasonText = "unreadable";
  if (!isStatutory) return { answer: { reasonKey, reasonText: reasonText || null, statutory: null }, faults };
  const kind = fields.get("kind") === "extraordinary" ? "extraordinary" : "ordinary";
  const statutory = { kind, cause: kind === "extraordinary" ? text("cause") : "", endsOn: text("endsOn"), email: text("email") } as const;
  if (kind === "extraordinary" && statutory.cause === "") faults.cause = "required";
  if ([...statutory.cause].length > TEXT) faults.cause = "too_long";
  if (unwantedTextAt(statutory.cause) !== null) faults.cause = "unreadable";
  if (statutory.endsOn !== "" && !date.safeParse(statutory.endsOn).success) faults.endsOn = "not_a_date";
  if (statutory.email !== "" && !email.safeParse(statutory.email).success) faults.email = "not_an_email";
  return { answer: { reasonKey, reasonText: reasonText || null, statutory }, faults };
}

export const languageInput = z.enum(hostedLocaleCodes);
