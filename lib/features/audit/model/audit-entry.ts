import { z } from "zod";
import { isPlainText } from "#lib/core/plain-text.ts";
import { isDay } from "#lib/core/time-range.ts";

/** Who changed what in the configuration, and when (ISO 8601). */
export interface AuditEntry {
  /** Names the entry in a list; shown nowhere. */
  id: string;
  at: string;
  actor: {
    type: "api_key" | "user" | "system";
    /** `usr_…` or `key_…`; null for the program and its operator. */
    id: string | null;
    /** As it was then: a user's e-mail address, an API key's name, the name of the part of the program. */
    name: string | null;
  };
  /** noun.verb, e.g. "api_key.created". */
  action: string;
  target: string;
  detail: Record<string, string | number | boolean | null>;
  requestId: string | null;
}

const day = z.string().refine(isDay, "must be a day such as 2026-11-23");
const text = z.string().trim().min(1).max(255).refine(isPlainText, "must not contain control characters");

/** Days are the workspace's own (its time zone); `from` is in, `to` is the first day that is out. */
export const auditListInput = z.strictObject({
  /** The beginning of the action: "api_key" finds "api_key.created" and "api_key.revoked". */
  action: z
    .string()
    .regex(/^[a-z_]+(\.[a-z_]*)?$/, "must be the beginning of an action such as api_key")
    .max(100)
    .optional(),
  /** `usr_…` or `key_…`, or part of the actor's name. */
  actor: text.optional(),
  /** Part of the target, whatever the case of its letters. */
  target: text.optional(),
  from: day.optional(),
  to: day.optional(),
  limit: z.int().min(1).max(200).default(50),
  cursor: z.string().optional(),
});
export type AuditListInput = z.input<typeof auditListInput>;

/** What an address may ask of the audit log. */
export type AuditFilters = Pick<z.output<typeof auditListInput>, "action" | "actor" | "target" | "from" | "to">;

const filterNames = ["action", "actor", "target", "from", "to"] as const satisfies readonly (keyof AuditFilters)[];

/** The filters that an address asks for, under their own names; what makes no sense is named in `dropped`, never an error. */
export function parseAuditFilters(query: Record<string, string | string[] | undefined>): { filters: AuditFilters; dropped: string[] } {
  const filters: AuditFilters = {};
  const dropped: string[] = [];
  for (const name of filterNames) {
    if (query[name] === undefined || query[name] === "") continue;
    const read = auditListInput.shape[name].safeParse(query[name]);
    if (read.success) filters[name] = read.data;
    else dropped.push(name);
  }
  return { filters, dropped };
}
