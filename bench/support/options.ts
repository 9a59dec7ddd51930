import { parseArgs } from "node:util";
import { ScriptError } from "../../scripts/script-error.ts";

/** What can be measured: the five contestants, and three questions about ours alone. */
const parts = ["a", "b", "c", "d", "e", "patch", "half", "rows"] as const;
export type Part = (typeof parts)[number];

export interface Options {
  only: readonly Part[];
  seconds: number;
  rounds: number;
  connections: readonly number[];
  /** Stored rows for the part "rows". */
  rows: number;
}

const USAGE = `npm run bench:ingest -- [--only=a,b] [--seconds=5] [--rounds=3] [--connections=1,16,64] [--rows[=10000000]]
  a raw node:http + pg · b our door · c Next's handler · d PostGraphile 4 · e PostGraphile 5 · patch · half (p99 at half load)
  rows: our door with so many rows stored against 10,000; takes minutes, hence only when asked for`;

/** @throws ScriptError with the usage. */
export function parseOptions(args: string[]): Options {
  const known = args.map((arg) => (arg === "--rows" ? "--rows=10000000" : arg));
  try {
    const { values } = parseArgs({
      args: known,
      options: { only: { type: "string" }, seconds: { type: "string" }, rounds: { type: "string" }, connections: { type: "string" }, rows: { type: "string" } },
    });
    const only = values.only?.split(",").map(part) ?? parts.filter((name) => name !== "rows" || values.rows !== undefined);
    return {
      only,
      seconds: positive(values.seconds ?? "5"),
      rounds: positive(values.rounds ?? "3"),
      connections: (values.connections ?? "1,16,64").split(",").map(positive),
      rows: positive(values.rows ?? "10000000"),
    };
  } catch (error) {
    throw new ScriptError(`${(error as Error).message}\n${USAGE}`);
  }
}

function part(text: string): Part {
  const found = parts.find((name) => name === text);
  if (found === undefined) throw new Error(`There is no part "${text}".`);
  return found;
}

function positive(text: string): number {
  if (!/^[1-9]\d*$/.test(text)) throw new Error(`"${text}" must be a whole number from 1.`);
  return Number(text);
}
