import type { Environment } from "#lib/core/context.ts";
import type { Cancellation } from "./cancellation.ts";
import { BYTE_ORDER_MARK, type CsvCell, csvLine, harmless } from "./csv.ts";

/** Label by key, merged keys under their target's. */
type Labels = Readonly<Record<string, string>>;

/**
 * A line's cells: every field of the public object by its name there, and the reason's label. Text that customers or callers
 * wrote is made harmless; what is ours (ids, words of the contract, numbers, times in UTC) is not touched.
 */
const columns: readonly (readonly [name: string, read: (cancellation: Cancellation, labels: Labels) => CsvCell])[] = [
  ["id", ({ id }) => id],
  ["eventId", ({ eventId }) => harmless(eventId)],
  ["environment", ({ environment }) => environment],
  ["source", ({ source }) => source],
  ["userId", ({ userId }) => harmless(userId)],
  ["reasonKey", ({ reasonKey }) => reasonKey],
  ["reasonLabel", ({ reasonKey }, labels) => (reasonKey === null ? null : harmless(labels[reasonKey] ?? reasonKey))],
  ["reasonText", ({ reasonText }) => harmless(reasonText)],
  ["outcome", ({ outcome }) => outcome],
  ["outcomeEffectiveAt", ({ outcomeEffectiveAt }) => outcomeEffectiveAt],
  ["offer.type", ({ offer }) => offer.type],
  ["offer.accepted", ({ offer }) => offer.accepted],
  ["offer.label", ({ offer }) => harmless(offer.label)],
  ["context.plan", ({ context }) => harmless(context.plan)],
  ["context.mrr", ({ context }) => context.mrr],
  ["context.tenureDays", ({ context }) => context.tenureDays],
  ["metadata", ({ metadata }) => (metadata === null ? null : JSON.stringify(metadata))],
  ["occurredAt", ({ occurredAt }) => occurredAt],
  ["receivedAt", ({ receivedAt }) => receivedAt],
  ["updatedAt", ({ updatedAt }) => updatedAt],
];

/** What the columns are called, in their order. */
export const exportColumns: readonly string[] = columns.map(([name]) => name);

/** What the file begins with. */
export const exportHead = BYTE_ORDER_MARK + csvLine(exportColumns);

/** A cancellation's line. */
export function exportLine(cancellation: Cancellation, labels: Labels): string {
  return csvLine(columns.map(([, read]) => read(cancellation, labels)));
}

/** "acme-cancellations-prod-2026-11-23.csv": the day is that of UTC, as the times in it are. @param now ms since 1970 */
export function exportFileName(slug: string, environment: Environment, now: number): string {
  return `${slug}-cancellations-${environment}-${new Date(now).toISOString().slice(0, 10)}.csv`;
}
