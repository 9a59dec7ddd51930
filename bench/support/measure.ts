import { setTimeout as sleep } from "node:timers/promises";
import type pg from "pg";
import { ScriptError } from "../../scripts/script-error.ts";
import { type Load, wrk } from "../load/wrk.ts";
import { type Contestant, labels } from "./contestants.ts";
import { watchMemory } from "./machine.ts";

/** One run: what wrk saw, and the most memory that the server had. */
export interface Run extends Load {
  rate: number;
  megabytes: number;
}

interface Options {
  owner: pg.Client;
  connections: number;
  seconds: number;
}

/**
 * One run of new events on an emptied table.
 * @throws ScriptError unless every answer was 2xx and every acknowledged event is stored.
 */
export async function measureIngest(contestant: Contestant, { owner, connections, seconds }: Options): Promise<Run> {
  await owner.query(`truncate ${contestant.table}`);
  return measureMore(contestant, { owner, connections, seconds });
}

/** The same on a table as it is. */
export function measureMore(contestant: Contestant, { owner, connections, seconds }: Options): Promise<Run> {
  const { origin, settings } = contestant;
  return counted(contestant, owner, connections, () => wrk({ origin, connections, seconds, script: "post", settings }));
}

/** The same for whatever load stores one row of the contestant's table per answer; the table may hold rows already. */
export async function counted(contestant: Contestant, owner: pg.Client, inFlight: number, load: () => Promise<Load>): Promise<Run> {
  const before = await countRows(owner, contestant.table);
  const memory = watchMemory(contestant.pid);
  const seen = await load();
  const megabytes = memory.stop();
  // What was under way when the load ended is stored too, but nobody was told.
  await sleep(300);
  const stored = (await countRows(owner, contestant.table)) - before;
  if (seen.refused > 0 || seen.broken > 0) {
    throw new ScriptError(`${labels[contestant.id]}: ${seen.refused} answers were not 2xx, ${seen.broken} connections broke. The figures mean nothing.`, {
      exitCode: 1,
    });
  }
  if (stored < seen.answers || stored > seen.answers + inFlight) {
    throw new ScriptError(`${labels[contestant.id]}: ${seen.answers} acknowledged but ${stored} stored. The figures mean nothing.`, { exitCode: 1 });
  }
  return { ...seen, rate: seen.answers / seen.seconds, megabytes };
}

async function countRows(owner: pg.Client, table: string): Promise<number> {
  const { rows } = await owner.query<{ count: string }>(`select count(*) from ${table}`);
  return Number(rows[0]?.count);
}
