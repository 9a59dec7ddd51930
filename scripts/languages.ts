import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The languages of the snippets in docs/snippets that this repository is not written in, and what runs them. */
export const languages = [
  { name: "Python", program: "python3", systemPackage: "python3", run: ["verify-result.py"] },
  { name: "Ruby", program: "ruby", systemPackage: "ruby", run: ["verify-result.rb"] },
  { name: "PHP", program: "php", systemPackage: "php-cli", run: ["verify-result.php"] },
  { name: "Go", program: "go", systemPackage: "golang-go", run: ["run", "verify-result.go"] },
] as const;

/** Whether a program is on the PATH. */
export function isInstalled(program: string): boolean {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => existsSync(join(folder, program)));
}

/**
 * Installs what is missing, where root may do so with apt-get. What cannot be had is told and left out: its tests then say so.
 * @returns a line about it
 */
export function ensureLanguages(): string {
  const missing = languages.filter(({ program }) => !isInstalled(program));
  if (missing.length === 0) return "all there";
  const names = (some: readonly { name: string }[]) => some.map(({ name }) => name).join(", ");
  if (process.getuid?.() !== 0 || !isInstalled("apt-get")) return `not installed: ${names(missing)}`;
  const run = (...given: string[]) => spawnSync("apt-get", given, { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
  run("update", "-q");
  // One by one: a package that cannot be had must not keep the others away.
  for (const { systemPackage } of missing) run("install", "-y", "-q", "--no-install-recommends", systemPackage);
  const failed = missing.filter(({ program }) => !isInstalled(program));
  return failed.length === 0 ? `installed ${names(missing)}` : `apt-get could not install ${names(failed)}`;
}
