import { z } from "zod";

/** A key names one meaning for good: lower case, digits and underscores. */
export const reasonKeySchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_]{0,62}$/, "must be 1 to 63 characters: lower-case letters, digits and underscores, beginning with a letter or digit");

export const reasonSchema = z
  .strictObject({
    key: z.string(),
    label: z.string(),
    labels: z.record(z.string(), z.string()).meta({ description: "Labels by locale (BCP 47)." }),
    followUpQuestion: z.string().nullable(),
    position: z.int(),
    enabled: z.boolean(),
    mergedInto: z.string().nullable().meta({ description: "The key this one is counted as, once merged." }),
  })
  .meta({ id: "Reason" });

export type Reason = z.infer<typeof reasonSchema>;

/** What every new workspace starts with: the reasons most cancellation surveys share. */
export const usualReasons: readonly { key: string; label: string }[] = [
  { key: "too_expensive", label: "Too expensive" },
  { key: "missing_features", label: "Missing features" },
  { key: "not_using", label: "Not using it enough" },
  { key: "switched_competitor", label: "Switched to another product" },
  { key: "technical_issues", label: "Technical issues" },
  { key: "other", label: "Other" },
];
