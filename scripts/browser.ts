import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { chromium } from "@playwright/test";
import { ScriptError } from "#scripts/script-error.ts";

const PROGRAMS = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];
const APPLICATIONS = ["/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium"];

/** What Chromium needs to run in a container, and to keep from calling home. */
export function chromiumArguments(): string[] {
  return [
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
  ];
}

/**
 * Path of a Chromium or Chrome on this machine, or undefined.
 * @throws ScriptError when CHROMIUM_PATH names a file that is not there.
 */
export function findChromium(): string | undefined {
  const named = process.env.CHROMIUM_PATH;
  if (named) {
    if (!existsSync(named)) throw new ScriptError(`CHROMIUM_PATH names ${named}, which does not exist.`);
    return named;
  }
  const folders = (process.env.PATH ?? "").split(delimiter);
  const installed = PROGRAMS.flatMap((program) => folders.map((folder) => join(folder, program)));
  return [...installed, ...APPLICATIONS, chromium.executablePath()].find((path) => existsSync(path));
}

/**
 * Path of a Chromium, installed first when root may do so.
 * @throws ScriptError when there is none and none can be had.
 */
export function ensureChromium(log: (message: string) => void): string {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() !== 0) {
    throw new ScriptError("The browser tests need Chromium: install it (Debian: sudo apt-get install chromium) or name one in CHROMIUM_PATH.");
  }
  log("no Chromium here: trying Playwright's own download");
  // The browser before its libraries: where the download is blocked it fails at once.
  const playwright = [join("node_modules", "@playwright", "test", "cli.js")];
  const downloaded = run(process.execPath, [...playwright, "install", "chromium"]) && run(process.execPath, [...playwright, "install-deps", "chromium"]);
  const own = findChromium();
  if (downloaded && own) return own;
  log("that cannot be reached: installing the system's package chromium");
  run("apt-get", ["update", "-q"]);
  run("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium"]);
  const packaged = findChromium();
  if (!packaged) throw new ScriptError("The browser tests need Chromium, and neither Playwright nor apt-get could install one. Name one in CHROMIUM_PATH.");
  return packaged;
}

function run(program: string, args: string[]): boolean {
  const result = spawnSync(program, args, {
    stdio: ["ignore", "ignore", "ignore"],
    timeout: 300_000,
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive", PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: "8000" },
  });
  return result.status === 0;
}
