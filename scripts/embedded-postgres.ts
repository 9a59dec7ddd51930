import { spawn, spawnSync } from "node:child_process";
import { chownSync, closeSync, existsSync, openSync, readFileSync, realpathSync, statSync, writeFileSync } from "node:fs";
import { chmod, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { freePort } from "#scripts/ports.ts";
import { type Account, clusterFolder, postgresAccount, postgresBinaries } from "#scripts/postgres-home.ts";
import { childrenOf, commandLine, isRunning, programIsGone, signal, waitForEnd, workingDirectory } from "#scripts/processes.ts";
import { ScriptError } from "#scripts/script-error.ts";
import { ensureSecrets, readSecrets } from "#scripts/secrets.ts";

/** A running PostgreSQL of our own. */
export interface EmbeddedPostgres {
  /** Address of the superuser; for migrations and for making roles and databases. */
  ownerUrl: string;
  port: number;
  /** The postmaster's. */
  pid: number;
  dataDirectory: string;
  /** Fast shutdown: ends sessions, flushes, and waits for the end. Harmless when it has ended already. */
  stop(): Promise<void>;
}

interface StartOptions {
  /** The folder with secrets.json; the cluster lies in its `postgres`, the log in `postgres.log`. */
  dataDir: string;
  /** Default: a free one. An adopted server keeps the port it has. */
  port?: number;
  /** Settings laid over ours, such as `{ shared_buffers: "32MB" }`. */
  flags?: Record<string, string>;
  log?: (message: string) => void;
}

const DATABASE = "retentbase";

const FLAGS: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  fsync: "on",
  synchronous_commit: "on",
  timezone: "UTC",
  log_timezone: "UTC",
  max_connections: "200",
  shared_buffers: "256MB",
  max_wal_size: "2GB",
};

/**
 * Starts the PostgreSQL of a data folder, or adopts it when it runs already (after a kill -9 of whoever started it).
 * Creates the cluster, its password and the database on first use.
 * @throws ScriptError with one sentence when it cannot work here.
 */
export async function startEmbedded({ dataDir, port, flags = {}, log = () => undefined }: StartOptions): Promise<EmbeddedPostgres> {
  const running = await findEmbedded(dataDir);
  if (running && programIsGone(running.pid)) {
    // It can no longer load its own libraries.
    await running.stop();
  } else if (running) {
    log(`adopted the PostgreSQL that was still running on port ${running.port}`);
    return running;
  }
  const { databaseOwnerPassword: password } = await ensureSecrets(dataDir);
  const account = postgresAccount(join(dataDir, "postgres"));
  const cluster = await clusterFolder(dataDir, account);
  const binaries = await postgresBinaries(account);
  if (!existsSync(join(cluster, "PG_VERSION"))) await createCluster({ binaries, cluster, account, password, durable: flags.fsync !== "off" });

  const logFile = join(dataDir, "postgres.log");
  const settings = Object.entries({ ...FLAGS, ...flags }).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const deadline = performance.now() + 10_000;
  for (;;) {
    disownForeignPid(cluster);
    const chosen = port ?? (await freePort());
    const pid = launch(join(binaries, "postgres"), ["-D", realpathSync(cluster), "-p", String(chosen), ...settings], account, logFile);
    const problem = await waitUntilReady(pid, addressOf(chosen, password, "postgres"), logFile);
    if (problem === undefined) {
      await createDatabase(addressOf(chosen, password, "postgres"));
      return describe(pid, chosen, password, cluster);
    }
    // For about a second after a kill -9 the old server's children still hold its memory; a free port may be lost to another program.
    const passing = /already exists|still in use|could not bind|could not create any TCP/.test(problem) && !(port !== undefined && /bind|TCP/.test(problem));
    if (!passing || performance.now() > deadline) throw new ScriptError(`PostgreSQL did not start: ${problem} (more in ${logFile})`);
    await sleep(250);
  }
}

/**
 * The PostgreSQL of a data folder when it runs, waiting while it starts up or shuts down; starts nothing.
 * @throws ScriptError when one runs that does not accept the folder's password.
 */
export async function findEmbedded(dataDir: string): Promise<EmbeddedPostgres | undefined> {
  const cluster = join(resolve(dataDir), "postgres");
  const secrets = await readSecrets(dataDir);
  const deadline = performance.now() + 120_000;
  for (;;) {
    const lock = readLock(cluster);
    if (!lock || !isOurs(lock.pid, cluster)) return undefined;
    if (!secrets)
      throw new ScriptError(`A PostgreSQL runs in ${cluster} but secrets.json is gone. End process ${lock.pid}, and remove ${dataDir} to begin anew.`);
    if (lock.status === "ready") {
      const url = addressOf(lock.port, secrets.databaseOwnerPassword, "postgres");
      const answer = await ask(url);
      if (answer === "refused") throw wrongPassword(cluster);
      if (answer !== undefined && realpathSync(answer) === realpathSync(cluster)) {
        await createDatabase(url);
        return describe(lock.pid, lock.port, secrets.databaseOwnerPassword, cluster);
      }
    }
    if (performance.now() > deadline) throw new ScriptError(`The PostgreSQL in ${cluster} (process ${lock.pid}) runs but does not answer.`);
    await sleep(100);
  }
}

/**
 * SIGKILL to the folder's PostgreSQL and all its children at once, as when a machine loses it whole.
 * @returns the pids, which may take a moment to be gone.
 */
export function killEmbedded(dataDir: string): number[] {
  const cluster = join(resolve(dataDir), "postgres");
  const pid = readLock(cluster)?.pid;
  if (pid === undefined || !isOurs(pid, cluster)) return [];
  // Stopped first, so that it starts no new child while its children are counted.
  signal(pid, "SIGSTOP");
  const pids = [...childrenOf(pid), pid];
  for (const each of pids) signal(each, "SIGKILL");
  return pids;
}

function describe(pid: number, port: number, password: string, cluster: string): EmbeddedPostgres {
  return {
    ownerUrl: addressOf(port, password, DATABASE),
    port,
    pid,
    dataDirectory: realpathSync(cluster),
    async stop() {
      if (!isOurs(pid, cluster)) return;
      signal(pid, "SIGINT");
      if (await waitForEnd(pid, 60_000)) return;
      signal(pid, "SIGQUIT");
      await waitForEnd(pid, 10_000);
    },
  };
}

interface NewCluster {
  binaries: string;
  cluster: string;
  account: Account | undefined;
  password: string;
  durable: boolean;
}

/** Builds the cluster beside its place and moves it there, so that an interrupted initdb leaves nothing that looks whole. */
async function createCluster({ binaries, cluster, account, password, durable }: NewCluster): Promise<void> {
  const place = existsSync(cluster) ? realpathSync(cluster) : cluster;
  const draft = `${place}.new`;
  const passwordFile = `${place}.password`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (account) for (const path of [draft, passwordFile]) chownSync(path, account.uid, account.gid);
    // The builtin provider is the same on every system; C.UTF-8 of the C library is missing on some and changes on others.
    const options = ["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--auth=scram-sha-256", "--username=postgres"];
    const result = spawnSync(join(binaries, "initdb"), ["-D", draft, `--pwfile=${passwordFile}`, ...options, ...(durable ? [] : ["--no-sync"])], {
      ...account,
      cwd: "/",
      env: plainEnvironment(),
      encoding: "utf8",
    });
    if (result.status !== 0) throw new ScriptError(`PostgreSQL's initdb failed: ${(result.error?.message ?? result.stderr).trim()}`);
    await rm(place, { recursive: true, force: true });
    await rename(draft, place);
    await chmod(place, 0o700);
  } finally {
    await rm(passwordFile, { force: true });
    await rm(draft, { recursive: true, force: true });
  }
}

/** In a process group of its own, so that Ctrl-C reaches it only through stop(), after the server has drained. */
function launch(program: string, args: string[], account: Account | undefined, logFile: string): number {
  const fresh = (statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000;
  const log = openSync(logFile, fresh ? "w" : "a", 0o600);
  try {
    const child = spawn(program, args, { ...account, cwd: "/", env: plainEnvironment(), detached: true, stdio: ["ignore", log, log] });
    child.on("error", () => undefined);
    child.unref();
    return child.pid ?? -1;
  } finally {
    closeSync(log);
  }
}

/** @returns undefined when connections are taken, else the last words of the server that ended instead. */
async function waitUntilReady(pid: number, url: string, logFile: string): Promise<string | undefined> {
  while (isRunning(pid)) {
    const answer = await ask(url);
    if (answer === "refused") {
      signal(pid, "SIGINT");
      throw wrongPassword(logFile.replace(/postgres\.log$/, "postgres"));
    }
    if (answer !== undefined) return undefined;
    await sleep(40);
  }
  const tail = readFileSync(logFile, "utf8").trim().split("\n").slice(-6);
  return (
    tail
      .filter((line) => /FATAL|ERROR|could not/.test(line))
      .map((line) => line.replace(/^.*?(FATAL|ERROR|WARNING|LOG): +/, ""))
      .join("; ") || tail.at(-1)
  );
}

/** @returns the data directory of the server at `url`; "refused" when it runs with another password; undefined when it takes no connections (yet). */
async function ask(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ directory: string }>("select current_setting('data_directory') as directory");
    return rows[0]?.directory;
  } catch (error) {
    return error instanceof pg.DatabaseError && error.code === "28P01" ? "refused" : undefined;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query("select 1 from pg_database where datname = $1", [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

interface Lock {
  pid: number;
  port: number;
  status: string;
}

function readLock(cluster: string): Lock | undefined {
  const path = join(cluster, "postmaster.pid");
  if (!existsSync(path)) return undefined;
  const lines = readFileSync(path, "utf8").split("\n");
  return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? "").trim() };
}

/** Whether the process is a PostgreSQL on this very cluster: a postmaster works in its data directory and was given it as -D. */
function isOurs(pid: number, cluster: string): boolean {
  if (!isRunning(pid) || !existsSync(cluster)) return false;
  const directory = realpathSync(cluster);
  return commandLine(pid).includes("postgres") && (workingDirectory(pid) === directory || commandLine(pid).includes(`-D ${directory}`));
}

/**
 * A postmaster.pid that outlived its server may name a pid that another program has now, and PostgreSQL would not start.
 * The pid alone is replaced: the file's other lines let PostgreSQL see whether children of the old server still run.
 */
function disownForeignPid(cluster: string): void {
  const path = join(cluster, "postmaster.pid");
  const lock = readLock(cluster);
  if (!lock || isOurs(lock.pid, cluster)) return;
  const [, ...rest] = readFileSync(path, "utf8").split("\n");
  const impossiblePid = 2_147_483_646;
  writeFileSync(path, [impossiblePid, ...rest].join("\n"));
}

function wrongPassword(cluster: string): ScriptError {
  return new ScriptError(`The database in ${cluster} does not accept the password of secrets.json. Restore that file, or remove both to begin anew.`);
}

function addressOf(port: number, password: string, database: string): string {
  return `postgres://postgres:${password}@127.0.0.1:${port}/${database}`;
}

/** Nothing of ours reaches PostgreSQL: no PG* variable that would steer it, no secret, no language of messages. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH ?? "", LC_ALL: "C", TZ: "UTC", NODE_ENV: process.env.NODE_ENV };
}
