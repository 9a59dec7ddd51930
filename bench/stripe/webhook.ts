import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "../../scripts/ports.ts";
import { endProcess } from "../../scripts/processes.ts";
import { ScriptError } from "../../scripts/script-error.ts";
import { pacedLoad } from "../load/paced.ts";
import { NODE_FLAGS } from "../support/contestants.ts";
import type { BenchDatabase } from "../support/database.ts";
import type { Undo } from "../support/run-bench.ts";
import { SECRET } from "./deliveries.ts";

/** Stripe has up to so many deliveries under way. */
const CONNECTIONS = 20;
/** A rate is held while 99 of 100 are answered within so many ms. */
export const P99_GOAL = 100;

interface Load {
  origin: string;
  rate: number;
  seconds: number;
  request(): string;
}

/** Deliveries at a rate, all of them answered by 200; times in ms, from the moment each was due. @throws ScriptError */
export async function deliver(load: Load): Promise<{ p50: number; p99: number; max: number }> {
  const seen = await pacedLoad({ ...load, connections: CONNECTIONS });
  if (seen.refused > 0 || seen.broken > 0) {
    throw new ScriptError(`${load.origin}: ${seen.refused} deliveries were refused, ${seen.broken} broke. The figures mean nothing.`, { exitCode: 1 });
  }
  return seen;
}

/** The highest rate of a ladder, each rung four tenths above the one before, that is held for so many seconds. */
export async function highestRate(load: Omit<Load, "rate">): Promise<number> {
  const isHeld = async (rate: number) => {
    // Tried again where it slipped: the machine may have done something else.
    for (let tries = 0; tries < 3; tries++) {
      await sleep(500);
      if ((await pacedLoad({ ...load, rate, connections: CONNECTIONS })).p99 <= P99_GOAL) return true;
    }
    return false;
  };
  let held = 0;
  for (let rate = 100; await isHeld(rate); rate = Math.round(rate * 1.4)) held = rate;
  return held;
}

/** Starts the bare receiver, the limit of this machine. @returns its origin */
export async function startRaw(database: BenchDatabase, undo: Undo): Promise<string> {
  await database.owner.query(
    `create table raw.stripe_events (id text collate "C" primary key, type text not null, customer_id text, created_at timestamptz(3) not null, received_at timestamptz(3) not null)`,
  );
  const port = await freePort();
  const child: ChildProcess = spawn(process.execPath, [...NODE_FLAGS, "bench/peers/stripe-raw.ts"], {
    env: { ...process.env, NODE_ENV: "production", DATABASE_URL: database.ownerUrl, SECRET, PORT: String(port) },
    stdio: ["ignore", "ignore", "inherit"],
  });
  undo.push(() => endProcess(child.pid as number));
  const origin = `http://127.0.0.1:${port}`;
  for (let tries = 0; tries < 200; tries++) {
    const answered = await fetch(origin).then(
      () => true,
      () => false,
    );
    if (answered) return origin;
    await sleep(50);
  }
  throw new ScriptError("The bare receiver did not start.", { exitCode: 1 });
}
