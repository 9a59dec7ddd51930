import { type PublicRow, toCancellation } from "./internal/row.ts";
import type { Cancellation } from "./model/cancellation.ts";

/** A row of the ledger as JSON (to_jsonb): times in ISO 8601, numbers as numbers. */
export type Snapshot = Omit<PublicRow, "mrr"> & { mrr: number | null; last_update_seq: number };

interface Snapshotted {
  cancellation: Cancellation;
  /** Outcomes said of it so far; grows with every change. */
  sequence: number;
}

/** The public object as it was at one commit, from what the ledger's functions put into the outbox in that commit. */
export function cancellationFromSnapshot(payload: unknown): Snapshotted {
  const row = payload as Snapshot;
  return {
    cancellation: toCancellation({
      ...row,
      mrr: row.mrr === null ? null : String(row.mrr),
      outcome_effective_at: row.outcome_effective_at === null ? null : storedTime(row.outcome_effective_at),
      occurred_at: storedTime(row.occurred_at),
      received_at: storedTime(row.received_at),
      updated_at: storedTime(row.updated_at),
    }),
    sequence: row.last_update_seq,
  };
}

/** A time as a query answers it: "2026-11-23 10:00:00.123+00". */
function storedTime(iso: string): string {
  return new Date(iso).toISOString().replace("T", " ").replace("Z", "+00");
}
