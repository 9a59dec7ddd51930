import { DomainError } from "#lib/core/errors.ts";
import { asUnavailable, isUnavailable } from "#lib/platform/db.ts";

interface Options<Item, Result> {
  /** Commits a batch; one result per item, in order. Called for one batch at a time. */
  commit(items: Item[]): Promise<Result[]>;
  /** Items with the same key never share a batch; the later one waits for the next. Null: may share. */
  exclusiveKey(item: Item): string | null;
  maxBatch: number;
  maxQueue: number;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(error: unknown): void;
}

/**
 * Group commit: items that arrive while a commit is running share the next one; an item that arrives when none is running
 * starts one at once. Each caller is answered only after its commit.
 * A batch that fails because of one item is halved until that item fails alone. When the database is away, all of it fails
 * as `unavailable`; beyond `maxQueue` waiting items so does every further one.
 */
export function groupCommit<Item, Result>(options: Options<Item, Result>): (item: Item) => Promise<Result> {
  let queue: Waiting<Item, Result>[] = [];
  let running = false;

  function take(): Waiting<Item, Result>[] {
    const seen = new Set<string>();
    const batch: Waiting<Item, Result>[] = [];
    const later: Waiting<Item, Result>[] = [];
    for (const [i, waiting] of queue.entries()) {
      if (batch.length === options.maxBatch) {
        later.push(...queue.slice(i));
        break;
      }
      const key = options.exclusiveKey(waiting.item);
      if (key !== null && seen.has(key)) {
        later.push(waiting);
        continue;
      }
      if (key !== null) seen.add(key);
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
        const reason = asUnavailable(error);
        for (const waiting of batch) waiting.reject(reason);
        return;
      }
      const middle = batch.length >> 1;
      await run(batch.slice(0, middle));
      await run(batch.slice(middle));
    }
  }

  async function drain(): Promise<void> {
    running = true;
    while (queue.length > 0) await run(take());
    running = false;
  }

  return (item) => {
    if (queue.length >= options.maxQueue) {
      return Promise.reject(new DomainError("unavailable", "Too many events are waiting to be stored. Nothing was stored; try again shortly.", { retryAfter: 1 }));
    }
    return new Promise<Result>((resolve, reject) => {
      queue.push({ item, resolve, reject });
      if (!running) void drain();
    });
  };
}
