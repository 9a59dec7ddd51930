import { spawn } from "node:child_process";

export interface CliRun {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Runs `rb` as a process of its own. @param env laid over the test's environment; undefined takes a setting away. @param input what is piped in */
export function runCli(args: readonly string[], env: Record<string, string | undefined> = {}, input = ""): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["scripts/cli/rb.ts", ...args], { env: { ...process.env, ...env }, stdio: ["pipe", "pipe", "pipe"] });
    // A command that reads nothing may be gone before it was told.
    child.stdin.on("error", () => undefined).end(input);
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr += text;
    });
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
}

/** The JSON answer of a command that must succeed. @throws with its standard error when it does not */
export async function cliJson<T>(...args: string[]): Promise<T> {
  const { exitCode, stdout, stderr } = await runCli([...args, "--json"]);
  if (exitCode !== 0) throw new Error(`rb ${args.join(" ")} exited with ${exitCode}: ${stderr}`);
  return JSON.parse(stdout) as T;
}
