import type { FlowConfig } from "#lib/features/flows/model/flow-config.ts";

/** Changes that were not saved yet, and the revision that they began with. */
export interface LocalDraft {
  revision: number;
  config: FlowConfig;
}

const keyOf = (slug: string) => `retentbase-flow:${slug}`;

/** What this tab holds of a workspace's draft; it survives a reload, not the tab. */
export function readStoredDraft(slug: string): LocalDraft | null {
  try {
    const stored: unknown = JSON.parse(sessionStorage.getItem(keyOf(slug)) ?? "null");
    return isDraft(stored) ? stored : null;
  } catch {
    // No storage, or another version's.
    return null;
  }
}

/** Holds it from now on; null lets go of it. */
export function storeDraft(slug: string, draft: LocalDraft | null): void {
  try {
    if (draft === null) sessionStorage.removeItem(keyOf(slug));
    else sessionStorage.setItem(keyOf(slug), JSON.stringify(draft));
  } catch {
    // A browser that keeps nothing still edits.
  }
}

/** Enough of a check that the editors can show it; the server checks every field. */
function isDraft(value: unknown): value is LocalDraft {
  if (typeof value !== "object" || value === null) return false;
  const { revision, config } = value as Partial<LocalDraft>;
  if (typeof revision !== "number" || typeof config !== "object" || config === null) return false;
  const { offers, markets, languages, customerTypes, branding, copy, result } = config;
  return (
    [offers, markets, languages, customerTypes].every(Array.isArray) && [branding, copy, result].every((part) => typeof part === "object" && part !== null)
  );
}
