import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { freePort } from "#scripts/ports.ts";
import { ScriptError } from "#scripts/script-error.ts";

/** A Stripe of the demo's own, for whoever has no keys of the real one: no money moves, and it knows only this machine. */
export interface DemoStripe {
  url: string;
  /** What makes the program use it. */
  settings: Record<string, string>;
  stop(): Promise<void>;
}

const PRICES = {
  STRIPE_PRICE_CORE_MONTHLY: "price_core_monthly",
  STRIPE_PRICE_CORE_YEARLY: "price_core_yearly",
  STRIPE_PRICE_ADVANCED_MONTHLY: "price_advanced_monthly",
  STRIPE_PRICE_ADVANCED_YEARLY: "price_advanced_yearly",
};

interface Options {
  /** Where it keeps what was bought. */
  dataDir: string;
  /** What its key and its webhook's secret are made from: the same at each start, so that what was bought before goes on. */
  seed: string;
  /** Where it sends its events. */
  appUrl: string;
  /** Laid over this process's settings. */
  env?: Record<string, string>;
}

/**
 * Starts `e2e/stripe` as a process of its own, with test prices. It ends with its standard input, so also when the demo is killed.
 * @throws ScriptError when it does not start
 */
export async function startDemoStripe({ dataDir, seed, appUrl, env = {} }: Options): Promise<DemoStripe> {
  const port = await freePort();
  const made = (name: string) => createHash("sha256").update(`${name}:${seed}`).digest("hex").slice(0, 32);
  const [key, secret] = [`sk_test_${made("stripe key")}`, `whsec_${made("stripe webhook")}`];
  const flags = ["--port", String(port), "--data", join(dataDir, "stripe.json"), "--webhook", `${appUrl}/api/stripe/webhook`, "--secret", secret, "--key", key];
  const child = spawn(process.execPath, ["e2e/stripe/main.ts", ...flags, "--catalogue", "--until-input-ends"], {
    env: { ...process.env, ...env },
    stdio: ["pipe", "pipe", "pipe"],
    // A Ctrl-C reaches it only through stop(): the server may still ask it while it drains.
    detached: true,
  });
  await firstLine(child);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    settings: { STRIPE_SECRET_KEY: key, STRIPE_WEBHOOK_SECRET: secret, STRIPE_API_URL: url, ...PRICES },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "exit");
      child.stdin?.end();
      await ended;
    },
  };
}

/** Resolves once it says that it listens. */
async function firstLine(child: ChildProcess): Promise<void> {
  let complaint = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    complaint += text;
  });
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  const said = await Promise.race([once(lines, "line").then(() => true), once(child, "exit").then(() => false)]);
  if (!said) throw new ScriptError(`The local Stripe did not start:\n${complaint.trim()}`, { exitCode: 1 });
}
