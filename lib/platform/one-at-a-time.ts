import { singleton } from "#lib/core/singleton.ts";

const lasts = () => singleton("one-at-a-time", () => new Map<string, Promise<unknown>>());

/**
 * Runs `work` once all earlier work of the same key has ended, in this process; other processes are held off by the database's
 * locks. A queue in front of the pool: what waits for one row holds no connection.
 * @throws what `work` throws; the next in line runs all the same
 */
export function oneAtATime<T>(key: string, work: () => Promise<T>): Promise<T> {
  const before = lasts().get(key);
  const turn = before === undefined ? work() : before.then(work, work);
  lasts().set(key, turn);
  const forget = () => {
    if (lasts().get(key) === turn) lasts().delete(key);
  };
  turn.then(forget, forget);
  return turn;
}
