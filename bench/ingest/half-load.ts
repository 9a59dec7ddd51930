import { pacedLoad } from "../load/paced.ts";
import type { Contestant } from "../support/contestants.ts";
import type { BenchDatabase } from "../support/database.ts";
import { counted, type Run } from "../support/measure.ts";
import type { Options } from "../support/options.ts";

/** Runs of our door at half the rate that it reached when saturated. */
export async function halfLoad(door: Contestant, saturated: number, database: BenchDatabase, options: Options): Promise<Run[]> {
  const runs: Run[] = [];
  const connections = Math.max(...options.connections);
  for (let round = 0; round < options.rounds; round++) {
    await database.owner.query("truncate cancellations");
    const load = () => pacedLoad({ origin: door.origin, rate: saturated / 2, connections, seconds: options.seconds, settings: door.settings });
    runs.push(await counted(door, database.owner, connections, load));
  }
  return runs;
}
