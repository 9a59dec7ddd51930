import { spawn } from "node:child_process";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import { runCli } from "../lib/testing/cli.ts";
import { freePort } from "../scripts/ports.ts";
import { endProcess } from "../scripts/processes.ts";
import { ScriptError } from "../scripts/script-error.ts";
import { journeysPerSecond } from "./hosted/journeys.ts";
import { requireWrk, wrk } from "./load/wrk.ts";
import { NODE_FLAGS, startOurs } from "./support/contestants.ts";
import { SECRETS, startDatabase } from "./support/database.ts";
import { describeMachine } from "./support/machine.ts";
import { columns, printGoals } from "./support/report.ts";
import { runBench, type Undo } from "./support/run-bench.ts";
import { SAMPLE } from "./support/sample.ts";
import { median } from "./support/statistics.ts";

/**
 * `npm run bench:hosted`: the hosted flow's first page against the same page of the App Router, links against ingestion, and whole
 * journeys. Rounds alternate; only ratios say anything beyond this machine. Exit code 1 when a goal is missed.
 */

const { values } = parseArgs({ options: { seconds: { type: "string", default: "5" }, rounds: { type: "string", default: "3" } } });
const seconds = Number(values.seconds);
const rounds = Number(values.rounds);
const PEER = "bench/peers/app-router";
const NEXT = "node_modules/next/dist/bin/next";
const PEER_ENV: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };

await runBench(run);

async function run(undo: Undo): Promise<boolean> {
  requireWrk();
  console.log(`machine   ${describeMachine()}\nruns      ${rounds} rounds of ${seconds} s, in turns; medians; one node process each, ${NODE_FLAGS.join(" ")}`);
  await buildPeer();
  const database = await startDatabase();
  undo.push(database.remove);
  await allowReturn(database.url, database.ownerUrl);
  const door = await startOurs("door", database);
  undo.push(door.stop);
  const peer = await startPeer(undo);
  const path = await openedPage(door.origin, database.apiKey);
  const html = await (await fetch(door.origin + path)).text();
  const peerHtml = await (await fetch(peer)).text();

  const page = (origin: string, at: string, connections: number) => load(origin, connections, "get", { BENCH_PATH: at });
  const post = (at: string, body: unknown) => load(door.origin, 64, "post", { BENCH_PATH: at, BENCH_KEY: database.apiKey, BENCH_BODY: JSON.stringify(body) });
  const runs = {
    ours: [] as number[],
    router: [] as number[],
    link: [] as number[],
    ingest: [] as number[],
    first: [] as number[],
    journeys: [] as number[],
    walk: [] as number[],
  };
  for (let round = 0; round < rounds; round++) {
    runs.ours.push((await page(door.origin, path, 64)).rate);
    runs.router.push((await page(peer, "/", 64)).rate);
    runs.first.push((await page(door.origin, path, 1)).p50);
    runs.link.push((await post("/api/v1/cancel-link", { userId: "EVENT_ID", customerType: "b2b", context: SAMPLE.context, metadata: SAMPLE.metadata })).rate);
    runs.ingest.push((await post("/api/v1/cancellations", SAMPLE)).rate);
    const { rate, p50 } = await journeysPerSecond({ origin: door.origin, apiKey: database.apiKey, customers: 64, seconds });
    runs.journeys.push(rate);
    runs.walk.push(p50);
  }
  const whole = (rates: number[]) => Math.round(median(rates)).toLocaleString("en");
  const kilobytes = (text: string) => `${(gzipSync(text).length / 1000).toFixed(1)} kB`;
  console.log(
    `\n${columns([
      ["64 connections", "a second", "HTML, gzip"],
      ["hosted page, our door", whole(runs.ours), kilobytes(html)],
      ["the same, App Router", whole(runs.router), kilobytes(peerHtml)],
      ["POST /cancel-link", whole(runs.link), ""],
      ["POST /cancellations", whole(runs.ingest), ""],
      [`whole journeys, 64 at once (one: ${median(runs.walk).toFixed(0)} ms)`, whole(runs.journeys), ""],
    ])}`,
  );
  const ratio = (over: number[], under: number[]) => median(over.map((rate, round) => rate / (under[round] ?? Number.NaN)));
  return printGoals([
    { what: "pages against the App Router", figure: ratio(runs.ours, runs.router), unit: " ×", goal: 10 },
    { what: "time to the first byte, one connection, p50", figure: median(runs.first), unit: " ms", goal: 1, atMost: true },
    { what: "page with everything it needs, gzip", figure: gzipSync(html).length / 1000, unit: " kB", goal: 14, atMost: true },
    { what: "script in it", figure: (html.match(/<script/g) ?? []).length, unit: "", goal: 0, atMost: true },
    { what: "cancel-link against ingest", figure: ratio(runs.link, runs.ingest), unit: " ×", goal: 0.5 },
  ]);
}

/** One run of wrk in which every answer was a 2xx. */
async function load(origin: string, connections: number, script: "get" | "post", settings: Record<string, string>) {
  const seen = await wrk({ origin, connections, seconds, script, settings });
  if (seen.refused > 0 || seen.broken > 0) {
    throw new ScriptError(`${origin}: ${seen.refused} answers were not 2xx, ${seen.broken} connections broke. The figures mean nothing.`, { exitCode: 1 });
  }
  return { rate: seen.answers / seen.seconds, p50: seen.p50 };
}

async function allowReturn(url: string, ownerUrl: string): Promise<void> {
  for (const args of [
    ["return-origin", "add", "bench", "https://shop.example.com"],
    ["workspace", "set-return", "bench", "https://shop.example.com/back"],
  ]) {
    const { exitCode, stderr } = await runCli(args, { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl, ...SECRETS });
    if (exitCode !== 0) throw new ScriptError(stderr, { exitCode: 1 });
  }
}

/** The path of a session's first page, opened already. */
async function openedPage(origin: string, apiKey: string): Promise<string> {
  const answer = await fetch(`${origin}/api/v1/cancel-link`, {
    method: "POST",
    headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
    body: JSON.stringify({ userId: "bench", customerType: "b2b", region: "US-TX", display: { planName: "Pro" } }),
  });
  const { pathname } = new URL(((await answer.json()) as { url: string }).url);
  await (await fetch(origin + pathname)).text();
  return pathname;
}

async function buildPeer(): Promise<void> {
  const child = spawn(process.execPath, [NEXT, "build", PEER], { env: PEER_ENV, stdio: ["ignore", "ignore", "inherit"] });
  const [code] = (await once(child, "close")) as [number | null];
  if (code !== 0) throw new ScriptError("The App Router's page could not be built.", { exitCode: 1 });
}

async function startPeer(undo: Undo): Promise<string> {
  const port = await freePort();
  const child = spawn(process.execPath, [...NODE_FLAGS, NEXT, "start", PEER, "-H", "127.0.0.1", "-p", String(port)], { env: PEER_ENV, stdio: "ignore" });
  undo.push(() => endProcess(child.pid as number));
  const origin = `http://127.0.0.1:${port}`;
  const deadline = performance.now() + 30_000;
  while (performance.now() < deadline) {
    const status = await fetch(origin).then(
      (answer) => answer.status,
      () => 0,
    );
    if (status === 200) return origin;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new ScriptError("The App Router's page did not start.", { exitCode: 1 });
}
