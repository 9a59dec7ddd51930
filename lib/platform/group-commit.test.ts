import { describe, expect, it } from "vitest";
import { DomainError } from "#lib/core/errors.ts";
import { groupCommit } from "./group-commit.ts";

/** A commit that the test ends by hand, and the batches it was given. */
function handCommit() {
  const batches: string[][] = [];
  let open: { resolve(): void; reject(error: unknown): void }[] = [];
  return {
    batches,
    commit(items: string[]): Promise<string[]> {
      batches.push(items);
      return new Promise((resolve, reject) => open.push({ resolve: () => resolve(items.map((item) => `${item}!`)), reject }));
    },
    /** Ends the running commit. */
    async end(error?: unknown) {
      const [running] = open.splice(0);
      if (error === undefined) running?.resolve();
      else running?.reject(error);
      open = [];
      await new Promise(setImmediate);
    },
  };
}

const defaults = { exclusiveKey: () => null, maxBatch: 100, maxQueue: 100 };
const outcome = (promise: Promise<unknown>) => promise.catch((error: unknown) => (error instanceof DomainError ? error.code : (error as Error).message));
const lost = () => Object.assign(new Error("gone"), { code: "ECONNRESET" });
const lockTimeout = () => Object.assign(new Error("canceling statement due to lock timeout"), { code: "55P03" });

describe("groupCommit", () => {
  it("starts at once when idle, and shares the next commit among all that arrive meanwhile, in their order", async () => {
    const { batches, commit, end } = handCommit();
    const add = groupCommit({ ...defaults, commit });
    const answers = ["a", "b", "c", "d"].map(add);
    expect(batches).toEqual([["a"]]);
    await end();
    expect(batches).toEqual([["a"], ["b", "c", "d"]]);
    await end();
    expect(await Promise.all(answers)).toEqual(["a!", "b!", "c!", "d!"]);
    const later = add("e");
    expect(batches[2]).toEqual(["e"]);
    await end();
    expect(await later).toBe("e!");
  });

  it("answers nobody before their own commit has ended", async () => {
    const { commit, end } = handCommit();
    const add = groupCommit({ ...defaults, commit });
    const answered: string[] = [];
    for (const item of ["a", "b"]) void add(item).then((answer) => answered.push(answer));
    await new Promise(setImmediate);
    expect(answered).toEqual([]);
    await end();
    expect(answered).toEqual(["a!"]);
    await end();
    expect(answered).toEqual(["a!", "b!"]);
  });

  it("runs one commit at a time while few wait, and none longer than maxBatch", async () => {
    let running = 0;
    const sizes: number[] = [];
    const add = groupCommit<number, number>({
      ...defaults,
      maxBatch: 7,
      async commit(items) {
        expect(++running).toBe(1);
        sizes.push(items.length);
        await new Promise(setImmediate);
        running--;
        return items.map((item) => item * 2);
      },
    });
    const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => add(i)));
    expect(answers).toEqual(Array.from({ length: 30 }, (_, i) => i * 2));
    expect(sizes).toEqual([1, 7, 7, 7, 7, 1]);
  });

  it("runs two at most when many wait; one key is never under way twice, and keeps its order", async () => {
    const underWay = new Set<number>();
    const done = new Map<number, number[]>();
    let [running, most] = [0, 0];
    const add = groupCommit<{ key: number; n: number }, number>({
      ...defaults,
      maxBatch: 20,
      maxQueue: 5_000,
      exclusiveKey: ({ key }) => String(key),
      async commit(items) {
        most = Math.max(most, ++running);
        for (const { key } of items) {
          expect(underWay.has(key)).toBe(false);
          underWay.add(key);
        }
        // Commits take turns in ending early and late.
        for (let i = 0; i < (items[0]?.n ?? 0) % 5; i++) await new Promise(setImmediate);
        for (const { key, n } of items) {
          underWay.delete(key);
          done.set(key, [...(done.get(key) ?? []), n]);
        }
        running--;
        return items.map(({ n }) => n);
      },
    });
    const answers = await Promise.all(Array.from({ length: 3_000 }, (_, n) => add({ key: (n * n) % 97, n })));
    expect(answers).toEqual(Array.from({ length: 3_000 }, (_, n) => n));
    expect(most).toBe(2);
    for (const numbers of done.values()) expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
  });

  it("keeps items with one key in different commits, in their order", async () => {
    const { batches, commit, end } = handCommit();
    const add = groupCommit({ ...defaults, commit, exclusiveKey: (item: string) => item[0] as string });
    for (const item of ["x", "a1", "a2", "b1", "a3", "b2", "c1"]) void add(item);
    for (let i = 0; i < 4; i++) await end();
    expect(batches).toEqual([["x"], ["a1", "b1", "c1"], ["a2", "b2"], ["a3"]]);
  });

  it.each([1, 2, 3, 7, 8, 33])("halves a batch of %i around poisoned items until they fail alone, in order", async (size) => {
    const batches: number[][] = [];
    const isPoisoned = (item: number) => item === 0 || item === size - 1;
    const add = groupCommit<number, number>({
      ...defaults,
      async commit(items) {
        batches.push(items);
        await new Promise(setImmediate);
        if (items.some(isPoisoned)) throw new Error(`poisoned: ${items}`);
        return items;
      },
    });
    const first = add(100);
    const answers = await Promise.all(Array.from({ length: size }, (_, i) => outcome(add(i))));
    expect(await first).toBe(100);
    expect(answers).toEqual(Array.from({ length: size }, (_, i) => (isPoisoned(i) ? `poisoned: ${i}` : i)));
    const committed = batches.filter((items) => !items.some(isPoisoned)).flat();
    expect(committed).toEqual([100, ...Array.from({ length: size }, (_, i) => i).filter((i) => !isPoisoned(i))]);
  });

  it("does not halve when the database is away: the batch and all that wait fail as unavailable, and the next one is tried", async () => {
    const { batches, commit, end } = handCommit();
    const add = groupCommit({ ...defaults, commit, maxBatch: 2 });
    const answers = ["a", "b", "c", "d"].map((item) => outcome(add(item)));
    await end();
    await end(lost());
    expect(await Promise.all(answers)).toEqual(["a!", "unavailable", "unavailable", "unavailable"]);
    expect(batches).toEqual([["a"], ["b", "c"]]);
    const again = add("e");
    await end();
    expect(await again).toBe("e!");
  });

  it("lets those that wait try after a batch that ran into a lock", async () => {
    const { commit, end } = handCommit();
    const add = groupCommit({ ...defaults, commit });
    const [first, second] = [outcome(add("a")), outcome(add("b"))];
    await end(lockTimeout());
    await end();
    expect([await first, await second]).toEqual(["unavailable", "b!"]);
  });

  it("takes as many as maxQueue waiting, refuses every further one at once, and takes again when there is room", async () => {
    const { batches, commit, end } = handCommit();
    const add = groupCommit({ ...defaults, commit, maxQueue: 2 });
    const answers = ["a", "b", "c", "d", "e"].map((item) => outcome(add(item)));
    expect(await Promise.all(answers.slice(3))).toEqual(["unavailable", "unavailable"]);
    await end();
    const late = outcome(add("f"));
    await end();
    await end();
    expect(await Promise.all([...answers.slice(0, 3), late])).toEqual(["a!", "b!", "c!", "f!"]);
    expect(batches.flat()).toEqual(["a", "b", "c", "f"]);
  });

  it("says when to come back", async () => {
    const add = groupCommit<string, string>({ ...defaults, commit: async (items) => items, maxQueue: 0 });
    await expect(add("a")).rejects.toMatchObject({ code: "unavailable", retryAfter: 1 });
  });
});
