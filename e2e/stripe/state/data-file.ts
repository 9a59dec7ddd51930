import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { watchAll } from "../webhooks/emit.ts";
import { newCollections, type World } from "./world.ts";

const VERSION = 1;
const COLLECTIONS = Object.keys(newCollections()) as (keyof ReturnType<typeof newCollections>)[];
const MAPS = ["secrets", "cards", "notes", "orders", "portalTokens", "answers"] as const;

/** Everything as plain JSON. */
export function dump(world: World): Record<string, unknown> {
  return {
    version: VERSION,
    clockOffset: world.clockOffset,
    settings: world.settings,
    deletedCustomers: [...world.deletedCustomers],
    orderedDeclines: world.orderedDeclines,
    deliveries: world.deliveries.pending(),
    ...Object.fromEntries(COLLECTIONS.map((name) => [name, world[name].values()])),
    ...Object.fromEntries(MAPS.map((name) => [name, [...world[name]]])),
  };
}

/** Puts a dump in the place of what is there. @throws Error for a dump of another version */
export function restore(world: World, state: Record<string, unknown>): void {
  if (state.version !== VERSION) throw new Error(`This state is of version ${String(state.version)}; this local Stripe reads version ${VERSION}.`);
  empty(world);
  world.clockOffset = state.clockOffset as number;
  Object.assign(world.settings, state.settings);
  for (const id of state.deletedCustomers as string[]) world.deletedCustomers.add(id);
  world.orderedDeclines = state.orderedDeclines as World["orderedDeclines"];
  for (const name of COLLECTIONS) {
    const collection = world[name] as { add(value: unknown): unknown };
    for (const object of state[name] as unknown[]) collection.add(object);
  }
  for (const name of MAPS) {
    const map = world[name] as Map<string, unknown>;
    for (const [key, value] of state[name] as [string, unknown][]) map.set(key, value);
  }
  watchAll(world);
  world.deliveries.restore(state.deliveries as ReturnType<World["deliveries"]["pending"]>);
}

/** As if it had just been started. */
export function empty(world: World): void {
  for (const name of COLLECTIONS) world[name].clear();
  for (const name of MAPS) world[name].clear();
  world.deletedCustomers.clear();
  world.orderedDeclines = [];
  world.clockOffset = 0;
  world.schedule.clear();
  world.deliveries.clear();
}

/** A state that is written faster than this is written with every change; a larger one waits for more to come. */
const QUICK_MS = 20;
const GATHER_MS = 100;

/** Keeps the state in a file, written whole and put in place at once, so that a kill leaves the one before. */
export class DataFile {
  readonly #path: string;
  readonly #world: World;
  #timer: NodeJS.Timeout | null = null;
  #gathering: Promise<void> | null = null;
  #written = -1;
  #tookMs = 0;

  constructor(path: string, world: World) {
    this.#path = path;
    this.#world = world;
  }

  /** @throws Error for a file that holds something else */
  load(): void {
    if (!existsSync(this.#path)) return;
    const text = readFileSync(this.#path, "utf8");
    try {
      restore(this.#world, JSON.parse(text) as Record<string, unknown>);
    } catch (error) {
      throw new Error(`${this.#path} does not hold the state of a local Stripe: ${error instanceof Error ? error.message : String(error)}`);
    }
  }

  /** @throws Error where it cannot be written */
  start(): void {
    this.#write();
    // Trials end and events are delivered while nobody asks.
    this.#timer = setInterval(() => this.#write(), 500).unref();
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#write();
  }

  /** Until what has changed so far is in the file. A large state is written at most every 100 ms. */
  saved(): Promise<void> {
    if (this.#tookMs < QUICK_MS) {
      this.#write();
      return Promise.resolve();
    }
    this.#gathering ??= new Promise<void>((resolve) => setTimeout(resolve, GATHER_MS)).then(() => {
      this.#gathering = null;
      this.#write();
    });
    return this.#gathering;
  }

  #write(): void {
    const revision = this.#world.revision + this.#world.deliveries.sent;
    if (revision === this.#written) return;
    const start = performance.now();
    writeFileSync(`${this.#path}.new`, JSON.stringify(dump(this.#world)), { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
    this.#written = revision;
    this.#tookMs = performance.now() - start;
  }
}
