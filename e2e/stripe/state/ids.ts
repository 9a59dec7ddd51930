import { randomFillSync } from "node:crypto";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const POOL = new Uint8Array(16_384);
let used = POOL.length;

/** An id as Stripe makes them: a prefix that names the kind, and letters that say nothing. */
export function newId(prefix: string, length = 24): string {
  return `${prefix}_${randomLetters(length)}`;
}

export function randomLetters(length: number): string {
  let letters = "";
  while (letters.length < length) {
    // One call of the system for many ids: thousands of customers' histories are made in one go.
    if (used === POOL.length) {
      randomFillSync(POOL);
      used = 0;
    }
    letters += LETTERS[(POOL[used++] ?? 0) % LETTERS.length];
  }
  return letters;
}
