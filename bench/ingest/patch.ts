import type pg from "pg";
import { wrk } from "../load/wrk.ts";
import type { Contestant } from "../support/contestants.ts";
import { counted, type Run } from "../support/measure.ts";
import { fill } from "./fill.ts";

const EVENTS = 100_000;

interface Options {
  owner: pg.Client;
  workspaceId: string;
  connections: number;
  seconds: number;
}

/** One run of outcome updates on stored events, each update different from the one before. */
export async function measurePatch(door: Contestant, { owner, workspaceId, connections, seconds }: Options): Promise<Run> {
  await owner.query("truncate cancellations, outcome_updates");
  await fill(owner, { workspaceId, count: EVENTS, eventId: "'stored_' || lpad(g::text, 9, '0')" });
  await owner.query("vacuum analyze cancellations");
  const settings = { ...door.settings, BENCH_EVENTS: String(EVENTS) };
  const load = () => wrk({ origin: door.origin, connections, seconds, script: "patch", settings });
  return counted({ ...door, table: "outcome_updates" }, owner, connections, load);
}
