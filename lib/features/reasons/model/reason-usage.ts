import type { Reason } from "./reason.ts";

/** A key that a server sent within so many days is one that it may send again. */
export const RECENT_DAYS = 30;

/** How often a reason was given in one environment, and when last (ISO 8601). */
export interface ReasonCount {
  count: number;
  lastUsedAt: string | null;
}

export type ReasonUsage = Record<"prod" | "sandbox", ReasonCount>;

/** A reason as its owner sees it. */
export interface UsedReason extends Reason {
  createdAt: string;
  /** Events stored under this very key. */
  ownUsage: ReasonUsage;
  /** How many of them came by the API in the last RECENT_DAYS days: calls that fail once the key is refused. */
  sentLately: Record<"prod" | "sandbox", number>;
  /** As counted when read: with the keys that were merged into this one; of a merged key its own. */
  usage: ReasonUsage;
}

/** Who sends a reason's key. */
export interface ReasonSender {
  /** Name of the API key; null: not known any more. */
  apiKey: string | null;
  environment: "prod" | "sandbox";
  count: number;
  /** ISO 8601. */
  lastAt: string;
}

export const noUsage: ReasonUsage = { prod: { count: 0, lastUsedAt: null }, sandbox: { count: 0, lastUsedAt: null } };

/** Two usages as one. */
export function addUsage(a: ReasonUsage, b: ReasonUsage): ReasonUsage {
  return { prod: addCount(a.prod, b.prod), sandbox: addCount(a.sandbox, b.sandbox) };
}

function addCount(a: ReasonCount, b: ReasonCount): ReasonCount {
  const dates = [a.lastUsedAt, b.lastUsedAt].filter((date) => date !== null).sort();
  return { count: a.count + b.count, lastUsedAt: dates.at(-1) ?? null };
}
