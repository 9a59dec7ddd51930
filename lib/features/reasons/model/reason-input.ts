import { z } from "zod";
import { canonicalLocale } from "#lib/core/locale.ts";
import { reasonKeySchema } from "./reason.ts";

/** What forms, commands and verbs may say about reasons. */

const LOCALES = 50;

const label = z.string().trim().min(1, "must not be empty").max(255, "must be at most 255 characters");

const labels = z.record(z.string(), label).superRefine((value, issues) => {
  const locales = Object.keys(value);
  if (locales.length > LOCALES) issues.addIssue({ code: "custom", message: `must have at most ${LOCALES} languages` });
  for (const locale of locales) {
    const canonical = canonicalLocale(locale);
    if (canonical === locale) continue;
    const message = canonical === null ? "must be a language tag (BCP 47) such as de or pt-BR" : `must be written as ${canonical}`;
    issues.addIssue({ code: "custom", path: [locale], message });
  }
});

const followUpQuestion = z
  .string()
  .trim()
  .max(500, "must be at most 500 characters")
  .nullable()
  .transform((text) => (text === "" ? null : text));

/** A key as something already in the list; whether it is there, the verb says. */
const knownKey = z.string();

export const addReasonInput = z.strictObject({
  key: reasonKeySchema,
  label,
  labels: labels.optional(),
  followUpQuestion: followUpQuestion.optional(),
});
export type AddReasonInput = z.input<typeof addReasonInput>;

/** What is left out stays as it is; `labels` replaces all of them. */
export const updateReasonInput = z.strictObject({
  key: knownKey,
  label: label.optional(),
  labels: labels.optional(),
  followUpQuestion: followUpQuestion.optional(),
});
export type UpdateReasonInput = z.input<typeof updateReasonInput>;

export const setReasonEnabledInput = z.strictObject({ key: knownKey, enabled: z.boolean() });
export type SetReasonEnabledInput = z.input<typeof setReasonEnabledInput>;

/** Every key of the workspace, merged and disabled ones included, in their new order. */
export const reorderReasonsInput = z.strictObject({ keys: z.array(knownKey).min(1) });
export type ReorderReasonsInput = z.input<typeof reorderReasonsInput>;

export const mergeReasonInput = z.strictObject({ key: knownKey, into: knownKey });
export type MergeReasonInput = z.input<typeof mergeReasonInput>;

export const unmergeReasonInput = z.strictObject({
  key: knownKey,
  /** Keys that came along when it was merged, and are to count as it again. */
  followers: z.array(knownKey).default([]),
});
export type UnmergeReasonInput = z.input<typeof unmergeReasonInput>;
