import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import { migrateDatabase } from "#lib/jobs/migrate-database.ts";
import { parseEnv } from "#lib/platform/env.ts";
import { ensureBuild } from "#scripts/build.ts";
import { requireOwnDatabase } from "#scripts/demo-database.ts";
import { databaseFingerprint, dataFolder, prepareDatabase, secretSettings, serverLog } from "#scripts/demo-environment.ts";
import { type DemoHold, holdFolder } from "#scripts/demo-state.ts";
import { type DemoStripe, startDemoStripe } from "#scripts/demo-stripe.ts";
import type { DemoWorkspaces } from "#scripts/demo-workspaces.ts";
import { type EmbeddedPostgres, startEmbedded } from "#scripts/embedded-postgres.ts";
import { exitWith } from "#scripts/exit-with.ts";
import { ensureMailBundle } from "#scripts/mail-bundle.ts";
import { portIsFree } from "#scripts/ports.ts";
import { isRunning } from "#scripts/processes.ts";
import { stopTools } from "#scripts/run-tool.ts";
import { ScriptError } from "#scripts/script-error.ts";
import { ensureSecrets, readSecrets, type Secrets, writeSecrets } from "#scripts/secrets.ts";
import { lastLines, type ServerProcess, startServerProcess, waitForHealth } from "#scripts/server-process.ts";
import { formatDuration, step } from "#scripts/steps.ts";

/** `npm run demo`: everything, from an empty folder to a running product; `--dev` serves the sources as they change. */

const { values: options } = parseArgs({ options: { dev: { type: "boolean", default: false } } });
const start = performance.now();
const dataDir = dataFolder();
const ownDatabase = process.env.DATABASE_URL || undefined;
const mode = options.dev ? "development" : "production";

const stop = new AbortController();

let hold: DemoHold | undefined;
let database: EmbeddedPostgres | undefined;
let stripe: DemoStripe | undefined;
let server: ServerProcess | undefined;

for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.on(name, () => {
    // The second signal is an impatient one: it does not wait for open requests.
    if (stop.signal.aborted) void server?.kill9();
    else {
      console.log("\nStopping …");
      stop.abort();
      stopTools();
    }
  });
}

let failure: unknown;
try {
  await run();
  await watch();
} catch (error) {
  // A step that fails because we are being stopped is no failure.
  if (!stop.signal.aborted) failure = error;
}
await stopAll();
if (failure !== undefined) exitWith(failure);
process.exit(0);

/** A step that does not begin when we are being stopped, so that what has begun is always known and can be ended. */
function stage<T extends { note?: string } | undefined>(name: string, work: () => Promise<T>): Promise<T> {
  stop.signal.throwIfAborted();
  return step(name, work);
}

async function run(): Promise<void> {
  console.log(`RetentBase ${options.dev ? "for development" : "demo"} (data in ${dataDir})\n`);
  const settings = parseEnv({
    ...process.env,
    NODE_ENV: mode,
    DEMO: "1",
    DATABASE_URL: ownDatabase ?? "postgres://embedded",
    NEXTAUTH_SECRET: "x".repeat(32),
    ENCRYPTION_KEYS: `x:${Buffer.alloc(32).toString("base64")}`,
  });
  // The addresses that the demo prints follow from its port.
  if (settings.PORT === 0) throw new ScriptError("PORT must not be 0 here: the demo prints its addresses. Choose a free port: PORT=3000 npm run demo");
  hold = holdFolder(dataDir);
  if (await hold.endOrphan()) console.log("  ✓ ended the server that an earlier demo left running");
  if (!(await portIsFree(settings.PORT, settings.HOST))) {
    throw new ScriptError(`Port ${settings.PORT} on ${settings.HOST} is taken by another program. Choose another: PORT=${settings.PORT + 1} npm run demo`);
  }

  if (ownDatabase) await requireOwnDatabase(ownDatabase, await readSecrets(dataDir));
  const secrets = await ensureSecrets(dataDir);
  const ownerUrl = ownDatabase ? process.env.DATABASE_OWNER_URL || ownDatabase : await startDatabase();
  const databaseUrl = await migrate(ownerUrl, secrets);
  const workspaces = await makeWorkspaces(databaseUrl, secrets);
  if (options.dev) await ensureMailBundle();
  else await stage("build", async () => ({ note: (await ensureBuild()).built ? "made" : "up to date" }));
  const url = `http://${settings.HOST.includes(":") ? `[${settings.HOST}]` : settings.HOST}:${settings.PORT}`;
  if (settings.STRIPE === null) {
    await stage("stripe", async () => {
      stripe = await startDemoStripe({ dataDir, seed: secrets.nextauthSecret, appUrl: url });
      return { note: `a local one, with test prices, at ${stripe.url}` };
    });
  }
  await startServer({ url, databaseUrl, secrets, operator: workspaces.ownerEmail });
  printWelcome(settings.APP_URL, settings.API_URL, workspaces);
}

async function startDatabase(): Promise<string> {
  await stage("database", async () => {
    let note = "";
    database = await startEmbedded({ dataDir, log: (message) => (note = message) });
    return { note: note || `PostgreSQL 18 on port ${database.port}` };
  });
  return database?.ownerUrl ?? "";
}

/** @returns the address that the program runs with. */
async function migrate(ownerUrl: string, secrets: Secrets): Promise<string> {
  const { address } = await stage("migrations", async () => {
    const { DATABASE_URL, applied } = ownDatabase
      ? { DATABASE_URL: ownDatabase, applied: await migrateDatabase(ownerUrl) }
      : await prepareDatabase(ownerUrl, secrets);
    return { address: DATABASE_URL, note: applied.length > 0 ? `${applied.length} applied` : "up to date" };
  });
  return address;
}

async function makeWorkspaces(databaseUrl: string, secrets: Secrets): Promise<DemoWorkspaces> {
  Object.assign(process.env, secretSettings(secrets), { DATABASE_URL: databaseUrl, NODE_ENV: mode, DEMO: "1" });
  if (ownDatabase) secrets.databases = [...new Set([...secrets.databases, databaseFingerprint(ownDatabase)])];
  if (ownDatabase) await writeSecrets(dataDir, secrets);
  return stage("workspaces", async () => {
    // Imported late: it reads the settings that were only just made.
    const { ensureDemoWorkspaces } = await import("#scripts/demo-workspaces.ts");
    const save = (changed: Secrets) => writeSecrets(dataDir, changed);
    const workspaces = await ensureDemoWorkspaces({ secrets, embedded: ownDatabase === undefined, save });
    return { ...workspaces, note: workspaces.made.length > 0 ? `made ${workspaces.made.join(" and ")}` : "as they were" };
  });
}

interface ServerInput {
  url: string;
  databaseUrl: string;
  secrets: Secrets;
  /** E-mail of who sees the operator's page, unless OPERATORS says. */
  operator: string;
}

async function startServer({ url, databaseUrl, secrets, operator }: ServerInput): Promise<void> {
  await stage("server", async () => {
    server = startServerProcess({
      env: {
        ...secretSettings(secrets),
        OPERATORS: process.env.OPERATORS || operator,
        DATABASE_URL: databaseUrl,
        DATABASE_OWNER_URL: undefined,
        NODE_ENV: mode,
        DEMO: "1",
        ...stripe?.settings,
      },
      logFile: serverLog(dataDir),
      show: options.dev,
    });
    hold?.recordServer(server.pid);
    await waitForHealth(server, url);
    return { note: options.dev ? url : `log in ${serverLog(dataDir)}` };
  });
}

/**
 * Ends when we are being stopped; starts the database again whenever it dies.
 * @throws ScriptError when the server dies.
 */
async function watch(): Promise<void> {
  while (!stop.signal.aborted) {
    if (server && !server.isRunning()) {
      throw new ScriptError(`\nThe server has ended unexpectedly:\n${lastLines(server.output())}`, { exitCode: 1 });
    }
    if (database && !isRunning(database.pid)) {
      console.log("PostgreSQL has ended unexpectedly; starting it again.");
      database = await startEmbedded({ dataDir, port: database.port });
    }
    await sleep(250, undefined, { signal: stop.signal });
  }
}

/** The server drains first; only then may its database go. */
async function stopAll(): Promise<void> {
  await server?.stop();
  await stripe?.stop();
  await database?.stop();
  hold?.release();
}

function printWelcome(app: string, api: string, { ownerEmail, ownerPassword, sandboxApiKey }: DemoWorkspaces): void {
  const sample = {
    environment: "sandbox",
    eventId: "cancel_evt_8f30a7bf",
    userId: "user_456",
    reasonKey: "too_expensive",
    outcome: "churned",
    offer: { type: "discount", accepted: true, label: "20% off next month" },
    reasonText: "Needs lower monthly price",
    context: { plan: "pro", mrr: 129, tenureDays: 42 },
    occurredAt: new Date().toISOString(),
    metadata: { source: "billing_settings_page" },
  };
  const link = {
    environment: "sandbox",
    userId: "user_456",
    region: "US-TX",
    display: { planName: "Pro" },
    context: { plan: "pro", mrr: 129, tenureDays: 42 },
  };
  console.log(`
Ready after ${formatDuration(performance.now() - start)}.

  Sign in          ${app}/sign-in
  Dashboard        ${app}/dashboard
  Public demo      ${app}/dashboard/demo/cancellations
  Outbox           ${app}/outbox
  Health           ${app}/operator (signed in)
  API              ${api}/api/v1

  E-mail           ${ownerEmail}
  Password         ${ownerPassword ?? "(the one that was printed when this database was set up)"}
  Sandbox API key  ${sandboxApiKey}

Try it:

curl -i ${api}/api/v1/cancellations \\
  -H "Authorization: Bearer ${sandboxApiKey}" \\
  -H "Content-Type: application/json" \\
  -d '${JSON.stringify(sample)}'

Send a customer through the hosted pages: open the url that this answers.

curl ${api}/api/v1/cancel-link \\
  -H "Authorization: Bearer ${sandboxApiKey}" \\
  -H "Content-Type: application/json" \\
  -d '${JSON.stringify(link)}'

${
  stripe === undefined
    ? ""
    : `Plans can be bought with the card 4242 4242 4242 4242 at a local Stripe: no real payments. Make a workspace to begin a trial: ${app}/dashboard/new
Let a month pass at that Stripe, so that invoices fall due: curl ${stripe.url}/_control/advance -H "Content-Type: application/json" -d '{"days":31}'

`
}Workspaces, keys and people from the command line: npm run -s rb -- --help
Ctrl-C stops everything; the data stays.`);
}
