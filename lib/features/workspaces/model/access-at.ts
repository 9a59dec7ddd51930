import type { Access } from "#lib/core/context.ts";

/** Access of a stored workspace at `now` (ms): what ran out meanwhile is read-only, whether a job noticed it already or not. */
export function accessAt(row: { access: string; accessUntil: Date | null }, now: number): Access {
  return row.accessUntil !== null && now >= row.accessUntil.getTime() ? "read_only" : (row.access as Access);
}
