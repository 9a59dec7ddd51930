import { setTimeout as sleep } from "node:timers/promises";

/**
 * Asks again and again until the answer fits, and returns it.
 * @throws after `milliseconds`, showing the last answer.
 */
export async function eventually<T>(ask: () => Promise<T>, fits: (answer: T) => boolean, milliseconds: number): Promise<T> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    const answer = await ask();
    if (fits(answer)) return answer;
    if (performance.now() > deadline) throw new Error(`Not so after ${milliseconds} ms; the last answer was ${JSON.stringify(answer)}`);
    await sleep(25);
  }
}
