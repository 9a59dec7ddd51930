import { DomainError } from "#lib/core/errors.ts";
import { asUnavailable, isConnectionLost, isUnavailable } from "./db.ts";

/** So many waiting items are worth a second commit beside the running one: it works while the other waits for the disk. */
const SECOND_COMMIT = 32;

/** Longest time in the queue, in ms; a caller that waited so long is told to come back, while it still listens. */
const MAX_WAIT_MS = 5_000;

interface Options<Item, Result> {
  /** Commits a batch; one result per item, in order. Two batches may be under way at once. */
  commit(items: Item[]): Promise<Result[]>;
  /** Items with the same key are never under way at once; the later one waits. Null: may be. */
  exclusiveKey(item: Item): string | null;
  maxBatch: number;
  maxQueue: number;
}

interface Waiting<Item, Result> {
  item: Item;
  /** performance.now() of its arrival. */
  since: number;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Group commit: items that arrive while a commit is running share the next one; an item that arrives when none is running
 * starts one at once; when many wait, a second commit runs beside the first. Each caller is answered only after its commit.
 * A batch that fails because of one item is halved until that item fails alone. When the database is away, all of it and
 * all that waits fails as `unavailable`; so does every further item beyond `maxQueue` waiting ones, and who waited too long.
 */
export function groupCommit<Item, Result>(options: Options<Item, Result>): (item: Item) => Promise<Result> {
  let queue: Waiting<Item, Result>[] = [];
  let running = 0;
  const underWay = new Set<string>();

  function fail(waiting: Waiting<Item, Result>[], reason: unknown): void {
    for (const { reject } of waiting) reject(reason);
  }

  function take(): Waiting<Item, Result>[] {
    // The queue is in order of arrival, but for exclusive items put back: those waited longest and stand first.
    const oldest = performance.now() - MAX_WAIT_MS;
    const fresh = queue.findIndex(({ since }) => since > oldest);
    if (fresh !== 0) fail(queue.splice(0, fresh < 0 ? queue.length : fresh), busy());
    const batch: Waiting<Item, Result>[] = [];
    const later: Waiting<Item, Result>[] = [];
    for (const [i, waiting] of queue.entries()) {
      if (batch.length === options.maxBatch) {
        later.push(...queue.slice(i));
        break;
      }
      const key = options.exclusiveKey(waiting.item);
      if (key !== null && underWay.has(key)) {
        later.push(waiting);
        continue;
      }
      if (key !== null) underWay.add(key);
      batch.push(waiting);
    }
    queue = later;
    return batch;
  }

  async function run(batch: Waiting<Item, Result>[]): Promise<void> {
    try {
      const results = await options.commit(batch.map((waiting) => waiting.item));
      for (const [i, waiting] of batch.entries()) waiting.resolve(results[i] as Result);
    } catch (error) {
      if (isUnavailable(error) || batch.length === 1) {
        fail(batch, asUnavailable(error));
        // The next batch would run into the same wall, each only after its own time-out.
        if (isConnectionLost(error)) fail(queue.splice(0), asUnavailable(error));
        return;
      }
      const middle = batch.length >> 1;
      await run(batch.slice(0, middle));
      await run(batch.slice(middle));
    }
  }

  async function drain(): Promise<void> {
    running++;
    while (running === 1 ? queue.length > 0 : queue.length >= SECOND_COMMIT) {
      const batch = take();
      // All that waits may be waiting for keys of the other commit, which will go on with them.
      if (batch.length === 0 && running > 1) break;
      if (batch.length > 0) await run(batch);
      for (const { item } of batch) {
        const key = options.exclusiveKey(item);
        if (key !== null) underWay.delete(key);
      }
    }
    running--;
  }

  return (item) => {
    if (queue.length >= options.maxQueue) {
      return Promise.reject(busy());
    }
    return new Promise<Result>((resolve, reject) => {
      queue.push({ item, since: performance.now(), resolve, reject });
      if (running === 0 || (running === 1 && queue.length >= SECOND_COMMIT)) void drain();
    });
  };
}

function busy(): DomainError {
  return new DomainError("unavailable", "Too many calls are waiting to be stored. This one was not; send it again shortly.", { retryAfter: 1 });
}
