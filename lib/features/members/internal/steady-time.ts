import { setTimeout as sleep } from "node:timers/promises";

/** Longer than any of these verbs takes on a machine that is not overloaded. */
const STEADY_MS = 400;

/**
 * Answers, or refuses, no sooner than 400 ms after it was asked: how long the work took would else tell whether an e-mail
 * address has an account. Real time, whatever the context's clock says.
 */
export async function inSteadyTime<T>(work: () => Promise<T>): Promise<T> {
  const end = sleep(STEADY_MS);
  try {
    return await work();
  } finally {
    await end;
  }
}
