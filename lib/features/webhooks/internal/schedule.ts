/** A tenth sooner or later, so that what failed together does not come back together. */
const JITTER = 0.1;

/**
 * When a message is tried again, in ms since 1970, or null when it was tried often enough.
 * @param attempts made so far, at least 1
 * @param pauses in seconds, the first one before the second attempt
 * @param random uniform in [0, 1)
 */
export function nextAttemptAt({ attempts, now, pauses, random }: { attempts: number; now: number; pauses: readonly number[]; random: number }): number | null {
  const pause = pauses[attempts - 1];
  return pause === undefined ? null : now + Math.round(pause * 1000 * (1 - JITTER + 2 * JITTER * random));
}
