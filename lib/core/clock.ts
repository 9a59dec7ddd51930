/** A day of 24 hours, in milliseconds. */
export const DAY_MS = 86_400_000;

/** Where the time comes from: the machine in the product, a fixed point in tests. */
export interface Clock {
  /** Now, in milliseconds since 1970 (UTC). */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until it is moved; for tests of rules about time. */
export function fixedClock(start: number | string): Clock & { set(at: number | string): void; advance(ms: number): void } {
  let at = new Date(start).getTime();
  return {
    now: () => at,
    set(next) {
      at = new Date(next).getTime();
    },
    advance(ms) {
      at += ms;
    },
  };
}
