import { DAY_MS } from "#lib/core/clock.ts";
import { createRng } from "#lib/core/rng.ts";
import { hourWeights, weekdayWeights } from "./seed-tables.ts";

/** Streams of random numbers that must not depend on each other. */
const DAYS = 1;
const TIMES = 2;

interface Span {
  seed: number;
  events: number;
  /** ms since 1970. */
  from: number;
  to: number;
}

/** When the n-th of `events` cancellations occurred: more from month to month, fewer at weekends, more when cards are charged. */
export function seedSchedule({ seed, events, from, to }: Span): (n: number) => number {
  const firstDay = Math.floor(from / DAY_MS);
  const lastDay = Math.floor((to - 1) / DAY_MS);
  const noise = createRng(seed, DAYS);
  /** Share of all events up to the end of each day. */
  const shares: number[] = [];
  let sum = 0;
  for (let day = firstDay; day <= lastDay; day++) {
    const covered = (Math.min(to, (day + 1) * DAY_MS) - Math.max(from, day * DAY_MS)) / DAY_MS;
    const growth = 1 + 1.4 * ((day - firstDay) / Math.max(1, lastDay - firstDay));
    const dayOfMonth = new Date(day * DAY_MS).getUTCDate();
    const charges = dayOfMonth <= 2 || dayOfMonth >= 29 ? 1.25 : 1;
    // 1970-01-01 was a Thursday.
    const weekday = weekdayWeights[(day + 3) % 7] as number;
    sum += covered * growth * charges * weekday * Math.max(0.6, 1 + 0.1 * noise.normal());
    shares.push(sum);
  }

  return (n) => {
    const share = ((n + 0.5) / events) * sum;
    const day = firstDay + firstAtLeast(shares, share);
    const rng = createRng(seed, TIMES, n);
    const at = day * DAY_MS + rng.weighted(hourWeights) * 3_600_000 + rng.int(3_600_000);
    if (at >= from && at < to) return at;
    const begin = Math.max(from, day * DAY_MS);
    return begin + rng.int(Math.min(to, (day + 1) * DAY_MS) - begin);
  };
}

/** Index of the first number that is not below `value`. */
function firstAtLeast(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
