import { DAY_MS } from "#lib/core/clock.ts";

/** How long a new key opens, in days; null: until it is revoked. */
export const keyLifetimes = { never: null, "30d": 30, "90d": 90, "365d": 365 } as const;
export type KeyLifetime = keyof typeof keyLifetimes;

/** When a key made at `now` (ms since 1970) ends, or undefined when it does not. */
export function expiryOf(lifetime: KeyLifetime, now: number): Date | undefined {
  const days = keyLifetimes[lifetime];
  return days === null ? undefined : new Date(now + days * DAY_MS);
}
