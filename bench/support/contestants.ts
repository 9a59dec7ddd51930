import { type ChildProcess, spawn } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { startServer } from "../../lib/testing/server.ts";
import { freePort } from "../../scripts/ports.ts";
import { endProcess } from "../../scripts/processes.ts";
import { ScriptError } from "../../scripts/script-error.ts";
import { type BenchDatabase, SECRETS } from "./database.ts";
import { SAMPLE } from "./sample.ts";

export const contestantIds = ["raw", "door", "next", "postgraphile4", "postgraphile5"] as const;
export type ContestantId = (typeof contestantIds)[number];

export const labels: Record<ContestantId, string> = {
  raw: "(a) raw node:http + pg",
  door: "(b) our door, ROLE=door",
  next: "(c) Next's handler, ROLE=web",
  postgraphile4: "(d) PostGraphile 4",
  postgraphile5: "(e) PostGraphile 5",
};

/** A server under test. */
export interface Contestant {
  id: ContestantId;
  origin: string;
  pid: number;
  /** For the load script: path, key and body of a write. */
  settings: Record<string, string>;
  /** Where its writes land. */
  table: string;
  stop(): Promise<void>;
}

/** Node's flags, the same for every contestant that runs on node. */
export const NODE_FLAGS = ["--max-semi-space-size=16"];

const LIMITS_OFF = Object.fromEntries(
  ["WORKSPACE_WRITES", "KEY_WRITES", "WORKSPACE_READS", "KEY_READS", "HOSTED_VISITS"].map((name) => [`RATE_LIMIT_${name}`, "off"]),
);

/** Starts a contestant on the database and waits until it answers. */
export function startContestant(id: ContestantId, database: BenchDatabase): Promise<Contestant> {
  if (id === "raw") return startRaw(database);
  if (id === "postgraphile4" || id === "postgraphile5") return startPostgraphile(id, database);
  return startOurs(id, database);
}

function ingestSettings(database: { apiKey: string }): Record<string, string> {
  return { BENCH_PATH: "/api/v1/cancellations", BENCH_KEY: database.apiKey, BENCH_BODY: JSON.stringify(SAMPLE) };
}

/** Our own program, as its door or as Next alone. */
export async function startOurs(id: "door" | "next", database: { url: string; ownerUrl: string; apiKey: string }): Promise<Contestant> {
  const server = await startServer({
    role: id === "door" ? "door" : "web",
    env: { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl, ...SECRETS, ...LIMITS_OFF },
  });
  return {
    id,
    origin: server.url,
    pid: server.pid,
    settings: ingestSettings(database),
    table: "cancellations",
    stop: server.stop,
  };
}

async function startRaw(database: BenchDatabase): Promise<Contestant> {
  const port = await freePort();
  const child = run([...NODE_FLAGS, "bench/peers/raw.ts"], { DATABASE_URL: database.ownerUrl, PORT: String(port) });
  return ready(child, {
    id: "raw",
    origin: `http://127.0.0.1:${port}`,
    settings: ingestSettings(database),
    table: "raw.cancellations",
  });
}

const POSTGRAPHILE = {
  postgraphile4: ["bench/node_modules/postgraphile-4/cli.js", "--disable-graphiql", "--disable-query-log"],
  postgraphile5: ["bench/node_modules/postgraphile/dist/cli-run.js", "-P", "postgraphile/presets/amber"],
};

async function startPostgraphile(id: "postgraphile4" | "postgraphile5", database: BenchDatabase): Promise<Contestant> {
  const port = await freePort();
  const where = ["-c", database.ownerUrl, "-s", "graph", "-n", "127.0.0.1", "-p", String(port)];
  const child = run([...NODE_FLAGS, ...POSTGRAPHILE[id], ...where], { GRAPHILE_ENV: "production" });
  // What version 5 calls a column "id".
  const idField = id === "postgraphile5" ? "rowId" : "id";
  return ready(child, {
    id,
    origin: `http://127.0.0.1:${port}`,
    settings: { BENCH_PATH: "/graphql", BENCH_KEY: "none", BENCH_BODY: JSON.stringify(graphqlSample(database.workspaceId, idField)) },
    table: "graph.cancellations",
  });
}

function graphqlSample(workspaceId: string, idField: string): unknown {
  const { offer, context, ...plain } = SAMPLE;
  const cancellation = {
    ...plain,
    workspaceId,
    environment: "prod",
    [idField]: "018f4d7e-0000-7000-8000-000000000001",
    outcome: "pending",
    offerType: offer.type,
    offerAccepted: offer.accepted,
    offerLabel: offer.label,
    plan: context.plan,
    mrr: String(context.mrr),
    tenureDays: context.tenureDays,
    metadata: JSON.stringify(SAMPLE.metadata),
  };
  const query =
    "mutation Ingest($input: CreateCancellationInput!) { createCancellation(input: $input) { cancellation { eventId reasonKey outcome occurredAt receivedAt } } }";
  return { query, variables: { input: { cancellation } } };
}

function run(args: string[], env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, args, { env: { ...process.env, NODE_ENV: "production", ...env }, stdio: ["ignore", "ignore", "inherit"] });
}

/** Waits until it answers anything at all. */
async function ready(child: ChildProcess, contestant: Omit<Contestant, "pid" | "stop">): Promise<Contestant> {
  const pid = child.pid as number;
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline && child.exitCode === null) {
    const answered = await fetch(contestant.origin).then(
      () => true,
      () => false,
    );
    if (answered) return { ...contestant, pid, stop: () => endProcess(pid) };
    await sleep(50);
  }
  await endProcess(pid);
  throw new ScriptError(`${labels[contestant.id]} did not start.`, { exitCode: 1 });
}
