import { isoTime, type Queryable } from "#lib/platform/db.ts";
import { isTimeOver } from "../model/journey.ts";
import { writeSession } from "./change.ts";
import type { SessionRow } from "./row.ts";

/** Whether a stored session is due to be ended. */
export function isDue(row: SessionRow, now: number): boolean {
  return isTimeOver({ status: row.status, expiresAt: isoTime(row.expires_at) }, now);
}

/**
 * Ends a session whose time is over: one that was opened is abandoned for good, one that never was simply expires and stays out
 * of the ledger. The row is locked by the caller. `now` is in ms since 1970.
 */
export async function endSession(db: Queryable, row: SessionRow, now: number): Promise<SessionRow> {
  if (row.status === "created") return writeSession(db, row, { change: { status: "expired" }, steps: [{ type: "expired" }] }, now);
  return writeSession(
    db,
    row,
    {
      change: { status: "abandoned", outcome: "abandoned" },
      steps: [{ type: "abandoned" }],
      // Who left by the back link is in the ledger already.
      ...(row.outcome !== "abandoned" && { ledger: { outcome: "abandoned", by: "system" } }),
      topic: "cancel_session.abandoned",
    },
    now,
  );
}
