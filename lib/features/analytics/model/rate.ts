import { wilson } from "./wilson.ts";

/** x of n, with Wilson's 95 % interval. Where n is 0 nothing is known: null, never 0. */
export interface Rate {
  x: number;
  n: number;
  /** Between 0 and 1. */
  value: number | null;
  low: number | null;
  high: number | null;
}

export function rate(x: number, n: number): Rate {
  const interval = wilson(x, n);
  return { x, n, value: n === 0 ? null : x / n, low: interval?.low ?? null, high: interval?.high ?? null };
}
