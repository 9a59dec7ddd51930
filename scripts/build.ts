import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ensureMailBundle } from "#scripts/mail-bundle.ts";
import { runTool } from "#scripts/run-tool.ts";
import { ScriptError } from "#scripts/script-error.ts";

const FOLDERS = ["app", "components", "lib", "prisma/schema", "public"];
const FILES = ["package.json", "package-lock.json", "tsconfig.json", "next.config.ts", "postcss.config.mjs", "proxy.ts"];
const STAMP = join(".next", "retentbase-build.json");

/**
 * Makes the production build in .next unless the one there was made of these very sources.
 * @returns whether it had to build.
 * @throws ScriptError with the build's own output when it fails.
 */
export async function ensureBuild(): Promise<{ built: boolean }> {
  await ensureMailBundle();
  const hash = await hashOfSources();
  if (existsSync(join(".next", "BUILD_ID")) && (await readStamp()) === hash) return { built: false };
  await rm(STAMP, { force: true });
  await build();
  await writeFile(STAMP, JSON.stringify({ sources: hash }));
  return { built: true };
}

async function readStamp(): Promise<string | undefined> {
  try {
    return (JSON.parse(await readFile(STAMP, "utf8")) as { sources?: string }).sources;
  } catch {
    return undefined;
  }
}

async function hashOfSources(): Promise<string> {
  const lists = await Promise.all(FOLDERS.filter((folder) => existsSync(folder)).map(listFiles));
  const paths = [...FILES.filter((file) => existsSync(file)), ...lists.flat()].sort();
  const hash = createHash("sha256");
  for (const path of paths)
    hash
      .update(`${path}\0`)
      .update(await readFile(path))
      .update("\0");
  return hash.digest("hex");
}

async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name)).map((entry) => join(entry.parentPath, entry.name));
}

async function build(): Promise<void> {
  const { ok, output } = await runTool("next", ["build"], { env: { NODE_ENV: "production" } });
  if (!ok) throw new ScriptError(`The production build failed:\n${output.trim()}`, { exitCode: 1 });
}
