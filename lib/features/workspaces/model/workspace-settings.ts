import { z } from "zod";

/** What every page of a workspace shows or counts with. */
export interface WorkspaceProfile {
  /** `wk_…`: names the workspace in tokens and support, opens nothing. */
  workspaceKey: string;
  name: string;
  /** IANA name, e.g. "Europe/Berlin". */
  timeZone: string;
  /** ISO 4217. */
  currency: string;
  /** Whether an event in prod exists, after which the currency cannot change. */
  currencyFixed: boolean;
  createdAt: string;
}

/** The IANA zones to choose from, UTC first. */
export function timeZones(): string[] {
  return ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")];
}

/** The ISO 4217 codes to choose from. */
export function currencies(): string[] {
  return Intl.supportedValuesOf("currency");
}

/** Offsets such as "+02:00" are no zones: they know no summer time, and PostgreSQL reads their sign the other way round. */
export function isTimeZone(text: string): boolean {
  if (!/^[A-Za-z]/.test(text)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: text });
    return true;
  } catch {
    return false;
  }
}

/** What is left out stays as it is. */
export const updateWorkspaceInput = z.strictObject({
  name: z.string().trim().min(1, "must not be empty").max(255, "must be at most 255 characters").optional(),
  timeZone: z.string().refine(isTimeZone, "must be a time zone such as Europe/Berlin").optional(),
  currency: z
    .string()
    .refine((code) => currencies().includes(code), "must be an ISO 4217 code such as EUR")
    .optional(),
});
export type UpdateWorkspaceInput = z.input<typeof updateWorkspaceInput>;
