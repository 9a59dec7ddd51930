import { wilson, Z95 } from "./wilson.ts";

/** Whether a change is more than chance would make: only then a page may speak of up or down. */
export type Verdict = "up" | "down" | "not_clear";

/** How a figure moved, with a 95 % interval; null where one of the two periods says nothing. */
export interface Change {
  /** Of a rate or a sum: the difference; of a count: how many times as much (1 is no change). */
  value: number;
  low: number;
  high: number;
  verdict: Verdict;
}

function changeOf(value: number, low: number, high: number, none: number): Change {
  return { value, low, high, verdict: low > none ? "up" : high < none ? "down" : "not_clear" };
}

/**
 * The difference of two independent rates with Newcombe's hybrid score interval (method 10): with p, l, u each rate and its
 * Wilson interval, (p₁−p₂) − √((p₁−l₁)² + (u₂−p₂)²) to (p₁−p₂) + √((u₁−p₁)² + (p₂−l₂)²).
 * Source: Newcombe 1998, Statistics in Medicine 17:873–890.
 */
export function rateChange(now: { x: number; n: number }, before: { x: number; n: number }): Change | null {
  const a = wilson(now.x, now.n);
  const b = wilson(before.x, before.n);
  if (a === null || b === null) return null;
  const p = now.x / now.n;
  const q = before.x / before.n;
  return changeOf(p - q, p - q - Math.hypot(p - a.low, b.high - q), p - q + Math.hypot(a.high - p, q - b.low), 0);
}

/** A count and how long it was counted, in any unit. */
export interface Counted {
  count: number;
  duration: number;
}

/**
 * How many times as often as before, for events that come independently of each other (Poisson). Given both counts' sum,
 * the newer one is binomial with π = λ₁t₁/(λ₁t₁+λ₂t₂), so Wilson's interval (l, u) for π gives l/(1−l)·t₂/t₁ to u/(1−u)·t₂/t₁
 * for the ratio of the rates: the conditional method, Przyborowski & Wilenski 1940 (Biometrika 31:313–323), with a score
 * instead of an exact interval. Real weeks vary more than Poisson's, so a borderline "up" is still weak evidence.
 * @returns null when there is nothing before to compare with.
 */
export function countChange(now: Counted, before: Counted): Change | null {
  const interval = wilson(now.count, now.count + before.count);
  if (interval === null || before.count === 0 || now.duration <= 0 || before.duration <= 0) return null;
  const scale = before.duration / now.duration;
  const odds = (p: number) => (p / (1 - p)) * scale;
  return changeOf((now.count / before.count) * scale, odds(interval.low), odds(interval.high), 1);
}

/** A sum over events: how many carry an amount, their sum, and the sum of their squares. */
export interface Summed {
  events: number;
  sum: number;
  squares: number;
  duration: number;
}

/** Below this a sum hangs on single events, and its interval means little. */
const ENOUGH_EVENTS = 5;

/**
 * The difference of two sums of amounts at the newer period's length. The number of events is random as well as the amounts,
 * so a sum is compound Poisson, whose variance λE[m²] is estimated without bias by Σm²; the difference is taken as normal:
 * S₁ − kS₂ ± 1.96·√(Σm₁² + k²Σm₂²), k = t₁/t₂.
 * Source: Klugman, Panjer & Willmot, Loss Models, compound distributions (moments); the normal approximation is ours.
 * @returns null when there is nothing in either; never clear with fewer than five events in either.
 */
export function sumChange(now: Summed, before: Summed): Change | null {
  if ((now.events === 0 && before.events === 0) || now.duration <= 0 || before.duration <= 0) return null;
  const k = now.duration / before.duration;
  const value = now.sum - k * before.sum;
  const half = Z95 * Math.sqrt(now.squares + k ** 2 * before.squares);
  const change = changeOf(value, value - half, value + half, 0);
  return Math.min(now.events, before.events) < ENOUGH_EVENTS ? { ...change, verdict: "not_clear" } : change;
}
