import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureChromium } from "#scripts/browser.ts";
import { ensureBuild } from "#scripts/build.ts";
import { exitWith } from "#scripts/exit-with.ts";
import { ensureLanguages } from "#scripts/languages.ts";
import { ensureMailBundle } from "#scripts/mail-bundle.ts";
import { freePort } from "#scripts/ports.ts";
import { runTool, stopTools } from "#scripts/run-tool.ts";
import { ScriptError } from "#scripts/script-error.ts";
import { type ServerProcess, startServerProcess, waitForReady } from "#scripts/server-process.ts";
import { step } from "#scripts/steps.ts";
import { countPlaywright, countVitest, printSummary, type SuiteResult } from "#scripts/test-report.ts";
import { createThrowawayDatabase, startThrowawayPostgres, type ThrowawayDatabase } from "#scripts/throwaway-database.ts";

/**
 * `npm test`: every suite against a throw-away database and a production server of its own; `--full` takes the long ones too.
 * `npm test -- unit db` runs only the named suites, `npm test -- browser --only reasons` only the files whose path holds "reasons".
 */

const SUITES = ["unit", "db", "api", "faults", "browser"] as const;
type Suite = (typeof SUITES)[number];

const { values: options, positionals } = parseArgs({
  options: { full: { type: "boolean", default: false }, only: { type: "string" } },
  allowPositionals: true,
});
const start = performance.now();
const suites: SuiteResult[] = [];
const cleanUps: (() => Promise<void>)[] = [];
const stop = new AbortController();

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => {
    stop.abort();
    stopTools();
  });
}

let ok = false;
let failure: unknown;
try {
  ok = await run();
} catch (error) {
  failure = error;
}
await cleanUp();
if (stop.signal.aborted) process.exit(130);
if (failure !== undefined) exitWith(failure);
process.exitCode = ok ? 0 : 1;

/** A step that does not begin when we are being stopped, so that what has begun is always known and can be undone. */
function stage<T extends { note?: string } | undefined>(name: string, work: () => Promise<T>): Promise<T> {
  stop.signal.throwIfAborted();
  return step(name, work);
}

async function run(): Promise<boolean> {
  const chosen = chooseSuites(positionals);
  const folder = await mkdtemp(join(tmpdir(), "retentbase-results-"));
  cleanUps.push(() => rm(folder, { recursive: true, force: true }));
  const env: Record<string, string | undefined> = {
    ...withoutOwnSettings(),
    // Servers and `rb` are started hundreds of times.
    NODE_COMPILE_CACHE: join(folder, "compiled"),
    ...(options.full ? { TEST_FULL: "1", FAULTS: "full" } : { FAULTS: "short" }),
  };
  const wants = (...names: Suite[]) => names.some((name) => chosen.includes(name));

  if (wants("browser")) {
    const found = await stage("browser", async () => ({ note: ensureChromium(console.log) }));
    env.CHROMIUM_PATH = found.note;
  }
  if (options.full && wants("unit")) await stage("languages", async () => ({ note: ensureLanguages() }));
  await ensureMailBundle();
  if (wants("db", "api", "browser")) await stage("database", () => startDatabase(env));
  if (wants("api", "faults", "browser")) await stage("build", async () => ({ note: (await ensureBuild()).built ? "made" : "up to date" }));
  if (wants("api", "browser")) await stage("server", () => startServer(env, folder));

  await runSuites(chosen, env, folder);
  const notRun = SUITES.filter((name) => !chosen.includes(name)).map((name) => `${name}: not among the suites that were asked for`);
  if (options.only) notRun.push(`files whose path does not hold "${options.only}": --only`);
  if (!options.full) notRun.push("the long fault, property and language suites: they are part of npm run test:full");
  // The summary's last line is the last line of all, so what is running ends first.
  await cleanUp();
  return printSummary(suites, notRun, performance.now() - start);
}

function chooseSuites(names: string[]): Suite[] {
  const unknown = names.filter((name) => !SUITES.some((suite) => suite === name));
  if (unknown.length > 0) throw new ScriptError(`There is no suite "${unknown.join('", "')}". There are: ${SUITES.join(", ")}.`);
  return names.length === 0 ? [...SUITES] : SUITES.filter((suite) => names.includes(suite));
}

async function startDatabase(env: Record<string, string | undefined>): Promise<{ note: string }> {
  const server = process.env.DATABASE_OWNER_URL || process.env.DATABASE_URL;
  let database: ThrowawayDatabase;
  if (server) database = await createThrowawayDatabase(server);
  else {
    const embedded = await startThrowawayPostgres();
    env.RETENTBASE_DATA_DIR = embedded.dataDir;
    database = embedded;
  }
  cleanUps.push(database.remove);
  Object.assign(env, { DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl });
  return { note: server ? "a new one on the server of DATABASE_URL" : "PostgreSQL 18 in a temporary folder" };
}

async function startServer(env: Record<string, string | undefined>, folder: string): Promise<{ note: string }> {
  const server: ServerProcess = startServerProcess({
    env: {
      ...env,
      NODE_ENV: "production",
      // Not 0: addresses that the server makes up, such as APP_URL, follow from its port.
      PORT: String(await freePort()),
      // All tests come from one address; those about these limits start servers of their own.
      CHECK_ANSWERS: "1",
      KITCHEN_SINK: "1",
      RATE_LIMIT_FAILED_AUTH: "10000:10000",
      RATE_LIMIT_SIGN_IN: "10000:10000",
      RATE_LIMIT_HOSTED_VISITS: "10000:10000",
      RATE_LIMIT_ACCOUNT_REQUESTS: "10000:10000",
    },
    logFile: join(folder, "server.log"),
  });
  cleanUps.push(() => server.stop());
  // Not BASE_URL: vitest overwrites that one.
  env.TEST_SERVER_URL = await waitForReady(server);
  return { note: env.TEST_SERVER_URL };
}

/**
 * The browser waits more than it works, so what needs none runs beside it; each has workspaces of its own. What kills and restarts
 * servers comes last and alone.
 */
async function runSuites(chosen: Suite[], env: Record<string, string | undefined>, folder: string): Promise<void> {
  const beside = chosen.filter((name) => name !== "browser" && name !== "faults");
  const live = !chosen.includes("browser") || beside.length === 0;
  await Promise.all([
    inTurn(beside, (name) => runSuite(name, { env, folder, live })),
    inTurn(
      chosen.filter((name) => name === "browser"),
      (name) => runSuite(name, { env, folder, live: true }),
    ),
  ]);
  if (chosen.includes("faults")) await runSuite("faults", { env, folder, live: true });
  const position = ({ name }: SuiteResult) => SUITES.indexOf(name as Suite);
  suites.sort((a, b) => position(a) - position(b));
}

async function inTurn(names: Suite[], run: (name: Suite) => Promise<void>): Promise<void> {
  for (const name of names) await run(name);
}

interface Running {
  env: Record<string, string | undefined>;
  folder: string;
  /** Show it while it works; else all of it when it is done, so that what runs beside it stays readable. */
  live: boolean;
}

async function runSuite(name: Suite, { env, folder, live }: Running): Promise<void> {
  const title = (text: string) => console.log(`\n── ${text} ${"─".repeat(60 - text.length)}`);
  title(live ? name : `${name} has begun`);
  const report = join(folder, `${name}.json`);
  const browser = name === "browser";
  const files = options.only ? [options.only] : [];
  const result = browser
    ? await runTool("playwright", ["test", ...files], { live, env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report } })
    : await runTool("vitest", ["run", ...files, "--project", name, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`], { live, env });
  if (!live) {
    title(name);
    console.log(result.output);
  }
  const counts = await (browser ? countPlaywright : countVitest)(report, result.ok);
  suites.push({ name, ...counts, milliseconds: result.milliseconds });
}

/** The shell's own settings of the program must not steer the tests; undefined takes a variable away. */
function withoutOwnSettings(): Record<string, string | undefined> {
  const plain = [
    ...["NODE_ENV", "PORT", "HOST", "ROLE", "DEMO", "KITCHEN_SINK", "SIGNUP", "TRUST_PROXY", "LOG_LEVEL"],
    ...["APP_URL", "API_URL", "CANCEL_URL", "MIGRATE_ON_START", "DATABASE_POOL", "SMTP_URL", "MAIL_FROM", "NEXTAUTH_URL", "HEALTH_TOKEN", "OPERATORS"],
  ];
  const own = new RegExp(`^(${plain.join("|")}|(INGEST|RATE_LIMIT|WEBHOOK|GOOGLE|GITHUB|STRIPE)_\\w+)$`);
  const cleared = Object.keys(process.env).filter((name) => own.test(name));
  return {
    ...Object.fromEntries(cleared.map((name) => [name, undefined])),
    NEXTAUTH_SECRET: randomBytes(32).toString("base64url"),
    ENCRYPTION_KEYS: `test:${randomBytes(32).toString("base64")}`,
  };
}

/** Undoes everything in reverse order, each part even when another fails; what is undone already is not undone again. */
async function cleanUp(): Promise<void> {
  for (let undo = cleanUps.pop(); undo; undo = cleanUps.pop()) {
    await undo().catch((error: unknown) => console.error(`Cleaning up: ${String(error)}`));
  }
}
