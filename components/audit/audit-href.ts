import { addDays, isDay } from "#lib/core/time-range.ts";
import type { AuditListInput } from "#lib/features/audit/model/audit-entry.ts";
import { auditKinds } from "#lib/features/audit/model/audit-sentence.ts";

/** As they stand in the address; what is absent does not filter. */
export interface AuditFilters {
  /** The beginning of an action. */
  kind?: string | undefined;
  actor?: string | undefined;
  /** Days; both are in. */
  from?: string | undefined;
  to?: string | undefined;
}

/** The filters of an address; what makes no sense is left out. */
export function auditFilters(query: Record<string, string | string[] | undefined>): AuditFilters {
  const text = (name: keyof AuditFilters, isGood: (value: string) => boolean) => {
    const value = query[name];
    return typeof value === "string" && isGood(value) ? value : undefined;
  };
  return {
    kind: text("kind", (value) => auditKinds.some(({ prefix }) => prefix === value)),
    actor: text("actor", (value) => value.trim() !== "" && value.length <= 255),
    from: text("from", isDay),
    to: text("to", isDay),
  };
}

/** What the list is asked for: its `to` is the first day that is out. */
export function auditQuery({ kind, actor, from, to }: AuditFilters): Pick<AuditListInput, "action" | "actor" | "from" | "to"> {
  const end = to === undefined ? undefined : addDays(to, 1);
  return { action: kind, actor, from, to: end !== undefined && isDay(end) ? end : undefined };
}

/** The page's address with these filters, at its first page or at a cursor. */
export function auditHref(path: string, filters: AuditFilters, cursor?: string): string {
  const [base = "", kept = ""] = path.split("?");
  const query = new URLSearchParams(kept);
  for (const [name, value] of Object.entries({ ...filters, cursor })) if (value !== undefined) query.set(name, value);
  return query.size === 0 ? base : `${base}?${query}`;
}
