/**
 * Random numbers that repeat: the same seed gives the same sequence on every machine. For believable data and tests, never
 * for secrets. sfc32 (Doty-Humphrey's Small Fast Counter, 128 bits of state), its state filled by splitmix32.
 */
export interface Rng {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in [0, below). */
  int(below: number): number;
  chance(probability: number): boolean;
  /** One item; each as likely as the next. The list must not be empty. */
  pick<T>(items: readonly T[]): T;
  /** One item by weight. The list must not be empty and some weight positive. */
  weighted<T>(items: readonly (readonly [item: T, weight: number])[]): T;
  /** Bell-shaped around 0 with deviation 1 (Box–Muller). */
  normal(): number;
}

/** @param seed one or more numbers; each position and value gives a sequence of its own. */
export function createRng(...seed: readonly number[]): Rng {
  let mixed = 0x9e3779b9;
  for (const part of seed) mixed = splitmix32(mixed ^ Math.trunc(part)) ^ splitmix32(Math.trunc(part / 2 ** 32));
  let a = splitmix32(mixed + 1);
  let b = splitmix32(mixed + 2);
  let c = splitmix32(mixed + 3);
  let counter = 1;

  function uint32(): number {
    const result = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + result;
    c |= 0;
    return result >>> 0;
  }
  // The first numbers still show the seed.
  for (let i = 0; i < 12; i++) uint32();

  const next = () => uint32() / 2 ** 32;
  return {
    next,
    int: (below) => Math.floor(next() * below),
    chance: (probability) => next() < probability,
    pick: <T>(items: readonly T[]) => items[Math.floor(next() * items.length)] as T,
    weighted<T>(items: readonly (readonly [T, number])[]) {
      let rest = next() * items.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [item, weight] of items) {
        rest -= weight;
        if (rest < 0) return item;
      }
      return (items.at(-1) as readonly [T, number])[0];
    },
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
  };
}

function splitmix32(state: number): number {
  let z = (state + 0x9e3779b9) | 0;
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad);
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
  return (z ^ (z >>> 15)) >>> 0;
}
