import { DomainError } from "#lib/core/errors.ts";
import { within } from "#lib/core/within.ts";

/**
 * How long a reader may take: the snapshot holds a connection, and keeps the database from clearing old rows away.
 * The pace is looked at each time that `paceMs` were spent waiting for the reader, and for those alone: what went into buffers at the
 * beginning does not pay for a trickle later, and a slow database is not the reader's fault.
 */
export const exportPatience = { pieceMs: 30_000, wholeMs: 10 * 60_000, paceMs: 30_000, bytesPerSecond: 16_000 };

/** A `write` that waits for its reader for so long and no longer. @throws (the `write`) DomainError unavailable, and what the given one throws */
export function withPatience(
  write: (piece: string) => Promise<void>,
  { pieceMs, wholeMs, paceMs, bytesPerSecond }: typeof exportPatience,
): (piece: string) => Promise<void> {
  const end = performance.now() + wholeMs;
  let waitedMs = 0;
  let bytes = 0;
  return async (piece) => {
    // Before the next piece, not after the last: what was taken whole was taken.
    if (waitedMs >= paceMs) {
      if (bytes < (bytesPerSecond * waitedMs) / 1_000) throw tooSlow();
      waitedMs = 0;
      bytes = 0;
    }
    const begun = performance.now();
    await within(Math.max(0, Math.min(pieceMs, end - begun)), () => write(piece), tooSlow);
    waitedMs += performance.now() - begun;
    bytes += Buffer.byteLength(piece);
  };
}

const tooSlow = () => new DomainError("unavailable", "The file was read too slowly. Choose fewer cancellations, such as those of a month.", { retryAfter: 1 });
