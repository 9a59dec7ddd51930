/** A range that holds the true value 95 times in 100. */
export interface Interval {
  low: number;
  high: number;
}

/** The standard normal's 97.5 % quantile. */
export const Z95 = 1.959963984540054;

/**
 * Wilson's score interval (95 %, without continuity correction) for x of n: the proportions π that a score test would not
 * reject, (p + z²/2n ± z√(p(1−p)/n + z²/4n²)) / (1 + z²/n). Unlike p ± 1.96·se it stays within 0 and 1 and holds for few events.
 * Source: Wilson 1927, JASA 22:209–212; Newcombe 1998, Statistics in Medicine 17:857–872, method 3.
 * @returns null for n = 0: nothing is known.
 */
export function wilson(x: number, n: number): Interval | null {
  if (n === 0) return null;
  const p = x / n;
  const z2 = Z95 ** 2;
  const middle = (2 * x + z2) / (2 * (n + z2));
  const half = (Z95 * Math.sqrt(z2 + 4 * x * (1 - p))) / (2 * (n + z2));
  // Rounding must not push an end past what it is by definition.
  return { low: x === 0 ? 0 : Math.max(0, Math.min(p, middle - half)), high: x === n ? 1 : Math.min(1, Math.max(p, middle + half)) };
}
