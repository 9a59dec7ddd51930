import { randomBytes } from "node:crypto";
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { commandLine, endProcess, processIdentity } from "#scripts/processes.ts";
import { ScriptError } from "#scripts/script-error.ts";

const mark = z.object({ pid: z.number(), identity: z.string() });
const state = z.object({ demo: mark, server: mark.optional() });

type State = z.infer<typeof state>;

/** Whether a demo, or a server that one left behind, works on this folder. */
export async function demoIsRunning(dataDir: string): Promise<boolean> {
  const found = read(path(dataDir));
  return found !== undefined && (lives(found.demo) || (found.server !== undefined && lives(found.server)));
}

/** The folder is this process's until `release`. */
export interface DemoHold {
  /** Remembers the server, so that the next demo can end it if this one is killed. */
  recordServer(pid: number): void;
  /** Ends the server that a killed demo left behind, if there is one. @returns whether there was. */
  endOrphan(): Promise<boolean>;
  release(): void;
}

/**
 * Claims a data folder in its demo.json.
 * @throws ScriptError when another demo has it, or when it cannot be written.
 */
export function holdFolder(dataDir: string): DemoHold {
  const file = path(dataDir);
  const own: State = { demo: { pid: process.pid, identity: processIdentity(process.pid) ?? "" } };
  const orphan = claimIn(dataDir, file, own);
  return {
    recordServer(pid) {
      own.server = { pid, identity: processIdentity(pid) ?? "" };
      const next = draft(file, own);
      renameSync(next, file);
    },
    async endOrphan() {
      if (!orphan || !lives(orphan) || !/server\/main\.ts/.test(commandLine(orphan.pid))) return false;
      await endProcess(orphan.pid);
      return true;
    },
    release() {
      rmSync(file, { force: true });
    },
  };
}

/** Makes the folder and claims the file in it. */
function claimIn(dataDir: string, file: string, own: State): State["server"] {
  try {
    mkdirSync(dataDir, { recursive: true });
    return claim(file, own);
  } catch (error) {
    if (error instanceof ScriptError) throw error;
    const reason = (error as NodeJS.ErrnoException).code === "EEXIST" ? "it is no folder" : (error as Error).message;
    throw new ScriptError(`The data folder ${dataDir} cannot be used: ${reason}. Name another in RETENTBASE_DATA_DIR.`, { cause: error });
  }
}

/** Takes the file over from a demo that no longer lives. @returns the server which that demo had recorded. */
function claim(file: string, own: State): State["server"] {
  let orphan: State["server"];
  for (let attempt = 0; attempt < 20; attempt++) {
    const next = draft(file, own);
    try {
      // A link is made only where nothing is, and with its whole content at once.
      linkSync(next, file);
      if (orphan) {
        own.server = orphan;
        renameSync(draft(file, own), file);
      }
      return orphan;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    } finally {
      rmSync(next, { force: true });
    }
    const other = read(file);
    if (other && lives(other.demo)) throw taken(other);
    const moved = setAside(file);
    if (moved && lives(moved.demo)) throw taken(moved);
    orphan = moved?.server ?? orphan;
  }
  throw new ScriptError(`${file} cannot be claimed: other demos keep starting in this folder.`);
}

/** Removes a dead demo's file; if a living one has claimed it since we looked, it gets it back. */
function setAside(file: string): State | undefined {
  const aside = `${file}.${randomBytes(4).toString("hex")}`;
  try {
    renameSync(file, aside);
    const moved = read(aside);
    if (moved && lives(moved.demo)) linkSync(aside, file);
    return moved;
  } catch {
    return undefined;
  } finally {
    rmSync(aside, { force: true });
  }
}

function taken({ demo }: State): ScriptError {
  return new ScriptError(`Another demo (process ${demo.pid}) is using this data folder. Stop it first, or name another folder in RETENTBASE_DATA_DIR.`);
}

function draft(file: string, content: State): string {
  const name = `${file}.${randomBytes(4).toString("hex")}`;
  writeFileSync(name, JSON.stringify(content), { mode: 0o600 });
  return name;
}

function read(file: string): State | undefined {
  try {
    return state.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    return undefined;
  }
}

function lives({ pid, identity }: z.infer<typeof mark>): boolean {
  return identity !== "" && processIdentity(pid) === identity;
}

function path(dataDir: string): string {
  return join(dataDir, "demo.json");
}
