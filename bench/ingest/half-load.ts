import { pacedLoad, requestMaker } from "../load/paced.ts";
import type { Contestant } from "../support/contestants.ts";
import type { BenchDatabase } from "../support/database.ts";
import { counted, type Run } from "../support/measure.ts";
import type { Options } from "../support/options.ts";

/**
 * Runs at half the rate that our door reached when saturated, the contestants in turns: what the limit needs at the same
 * rate is what this machine leaves to reach. @returns the runs of each contestant, in their order
 */
export async function halfLoad(contestants: readonly Contestant[], saturated: number, database: BenchDatabase, options: Options): Promise<Run[][]> {
  const runs: Run[][] = contestants.map(() => []);
  const connections = Math.max(...options.connections);
  for (let round = 0; round < options.rounds; round++) {
    for (const [i, { origin, settings, table }] of contestants.entries()) {
      await database.owner.query(`truncate ${table}`);
      const load = () => pacedLoad({ origin, rate: saturated / 2, connections, seconds: options.seconds, request: requestMaker(settings) });
      runs[i]?.push(await counted(contestants[i] as Contestant, database.owner, connections, load));
    }
  }
  return runs;
}
