import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { ScriptError } from "../../scripts/script-error.ts";

/** Installs bench/package.json where it is not; the peers are no dependency of the product. @throws ScriptError when npm fails. */
export function installPeers(): void {
  if (["postgraphile", "postgraphile-4"].every((name) => existsSync(`bench/node_modules/${name}/package.json`))) return;
  console.log("installing the peers of bench/package.json …");
  const result = spawnSync("npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: "bench", stdio: ["ignore", "ignore", "inherit"] });
  if (result.status !== 0) throw new ScriptError("npm ci in bench/ failed.", { exitCode: 1 });
}
