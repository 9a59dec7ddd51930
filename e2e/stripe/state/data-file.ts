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

/** Keeps the state in a file, written whole and put in place at once, so that a kill leaves the one before. */
export class DataFile {
  readonly #path: string;
  readonly #world: World;
  #timer: NodeJS.Timeout | null = null;
  #written = -1;

  constructor(path: string, world: World) {
    this.#path = path;
    this.#world = world;
  }

  load(): void {
    if (!existsSync(this.#path)) return;
    restore(this.#world, JSON.parse(readFileSync(this.#path, "utf8")) as Record<string, unknown>);
  }

  start(): void {
    this.#timer = setInterval(() => this.#write(), 500).unref();
  }

  close(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#write();
  }

  #write(): void {
    const revision = this.#world.revision + this.#world.deliveries.sent;
    if (revision === this.#written) return;
    writeFileSync(`${this.#path}.new`, JSON.stringify(dump(this.#world)), { mode: 0o600 });
    renameSync(`${this.#path}.new`, this.#path);
    this.#written = revision;
  }
}
