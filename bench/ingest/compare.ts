import { setTimeout as sleep } from "node:timers/promises";
import { wrk } from "../load/wrk.ts";
import type { Contestant, ContestantId } from "../support/contestants.ts";
import type { BenchDatabase } from "../support/database.ts";
import { measureIngest, type Run } from "../support/measure.ts";
import type { Options } from "../support/options.ts";
import { measurePatch } from "./patch.ts";

/** All runs by what was measured and at how many connections. */
export type Results = Map<ContestantId | "patch", Map<number, Run[]>>;

/** Lets the contestants take turns, round by round; PATCH of our door takes its turn among them at the most connections. */
export async function compare(contestants: readonly Contestant[], database: BenchDatabase, options: Options): Promise<Results> {
  const results: Results = new Map();
  const add = (name: ContestantId | "patch", connections: number, run: Run) => {
    const byConnections = results.get(name) ?? new Map<number, Run[]>();
    byConnections.set(connections, [...(byConnections.get(connections) ?? []), run]);
    results.set(name, byConnections);
    console.log(`    ${name.padEnd(13)}${String(connections).padStart(4)} connections ${Math.round(run.rate).toLocaleString("en").padStart(8)} requests/s`);
  };
  for (const { origin, settings } of contestants) await wrk({ origin, connections: 16, seconds: 3, script: "post", settings });
  await sleep(500);
  const door = contestants.find(({ id }) => id === "door");
  const most = Math.max(...options.connections);
  for (let round = 1; round <= options.rounds; round++) {
    console.log(`  round ${round} of ${options.rounds}`);
    for (const connections of options.connections) {
      for (const contestant of contestants) {
        add(contestant.id, connections, await measureIngest(contestant, { owner: database.owner, connections, seconds: options.seconds }));
      }
    }
    if (door && options.only.includes("patch")) {
      add("patch", most, await measurePatch(door, { owner: database.owner, workspaceId: database.workspaceId, connections: most, seconds: options.seconds }));
    }
  }
  return results;
}
