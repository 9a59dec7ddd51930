import { DomainError } from "#lib/core/errors.ts";
import { equalLabels } from "../model/equal-labels.ts";
import type { StoredReason } from "./change.ts";

type Labels = Pick<StoredReason, "label" | "labels">;

/**
 * Refuses words that another enabled reason has already; those that are not changed pass, since workspaces have equal ones
 * from before this was refused.
 * @throws DomainError validation_failed at the very label
 */
export function refuseEqualLabels(reasons: readonly StoredReason[], reason: Labels & { key: string }, before?: Labels): void {
  const was = (path: string) => (path === "label" ? before?.label : before?.labels[path.slice("labels.".length)]);
  const is = (path: string) => (path === "label" ? reason.label : reason.labels[path.slice("labels.".length)]);
  const errors = equalLabels(reason, reasons)
    .filter(({ path }) => is(path) !== was(path))
    .map(({ path, key }) => ({ path, code: "taken", message: `must differ from that of “${key}”, which is enabled: customers could not tell the two apart` }));
  if (errors.length > 0) throw new DomainError("validation_failed", errors.map(({ path, message }) => `${path}: ${message}`).join("; "), { errors });
}
