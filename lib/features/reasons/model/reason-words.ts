import type { Reason } from "./reason.ts";

/** Label by key; a merged key under its target's label. */
export function reasonLabels(reasons: readonly Pick<Reason, "key" | "label" | "mergedInto">[]): Record<string, string> {
  const own = Object.fromEntries(reasons.map(({ key, label }) => [key, label]));
  return Object.fromEntries(reasons.map(({ key, label, mergedInto }) => [key, mergedInto === null ? label : (own[mergedInto] ?? mergedInto)]));
}

/** A key that a sample call works with, as long as one reason is enabled. */
export function sampleReasonKey(reasons: readonly Pick<Reason, "key" | "enabled" | "mergedInto">[]): string {
  return reasons.find(({ enabled, mergedInto }) => enabled && mergedInto === null)?.key ?? "other";
}
