import { spawn } from "node:child_process";
import { once } from "node:events";
import { stripeAt } from "../../lib/testing/billing.ts";
import { freePort } from "../../scripts/ports.ts";
import { endProcess } from "../../scripts/processes.ts";
import { ScriptError } from "../../scripts/script-error.ts";
import type { Undo } from "../support/run-bench.ts";

/** A local Stripe as a process of its own. */
export interface LocalStripe {
  url: string;
  secretKey: string;
  /** Stripe's own client. */
  client: ReturnType<typeof stripeAt>;
  /** One of its controls (e2e/stripe/README.md). @throws ScriptError when it is refused */
  control<T>(name: string, body?: object): Promise<T>;
}

/** Starts it with RetentBase's own plans. @throws ScriptError when it does not come up */
export async function startLocalStripe(undo: Undo): Promise<LocalStripe> {
  const port = await freePort();
  const secretKey = "sk_test_bench0000000000000000000";
  const flags = ["--port", String(port), "--key", secretKey, "--catalogue", "--until-input-ends"];
  const child = spawn(process.execPath, ["e2e/stripe/main.ts", ...flags], { stdio: ["pipe", "pipe", "inherit"] });
  undo.push(() => endProcess(child.pid as number));
  const [said] = (await Promise.race([once(child.stdout, "data"), once(child, "exit")])) as [unknown];
  if (!Buffer.isBuffer(said)) throw new ScriptError("The local Stripe did not start.", { exitCode: 1 });
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    secretKey,
    client: stripeAt({ host: "127.0.0.1", port, secretKey }),
    async control<T>(name: string, body: object = {}): Promise<T> {
      const answer = await fetch(`${url}/_control/${name}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
      if (!answer.ok) throw new ScriptError(`The local Stripe refused ${name}: ${await answer.text()}`, { exitCode: 1 });
      return (await answer.json()) as T;
    },
  };
}
