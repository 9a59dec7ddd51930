import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { DAY_MS } from "#lib/core/clock.ts";
import { makeOwnDatabase } from "#lib/testing/own-database.ts";
import { startServer, type TestServer } from "#lib/testing/server.ts";
import { startSmtpServer, type TestSmtpServer } from "#lib/testing/smtp.ts";
import { type DemoStripe, startDemoStripe } from "#scripts/demo-stripe.ts";
import { freePort } from "#scripts/ports.ts";

/** An installation that sells plans, its Stripe and its mail server, in which days can pass. */
export interface SellingWorld {
  url: string;
  smtp: TestSmtpServer;
  /** Ends the program and Stripe and starts both at a later time; what fell due meanwhile happens. Nobody is signed in any more. */
  daysPass(days: number): Promise<void>;
  /** Unix time in that world, ms. */
  now(): number;
  end(): Promise<void>;
}

const PRELOAD = `--import ${pathToFileURL(join(import.meta.dirname, "../../../lib/testing/shifted-clock.ts")).href}`;

export async function startSellingWorld(settings: Record<string, string> = {}): Promise<SellingWorld> {
  const folder = await mkdtemp(join(tmpdir(), "retentbase-selling-"));
  const database = await makeOwnDatabase();
  const smtp = await startSmtpServer();
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  let offset = 0;
  let stripe: DemoStripe | undefined;
  let server: TestServer | undefined;

  const start = async () => {
    const clock = { NODE_OPTIONS: PRELOAD, CLOCK_OFFSET_MS: String(offset) };
    stripe = await startDemoStripe({ dataDir: folder, seed: folder, appUrl: url, env: clock });
    server = await startServer({
      port,
      env: { ...database.env, ...stripe.settings, SMTP_URL: smtp.url, MAIL_FROM: "RetentBase <hello@example.com>", ...clock, ...settings },
    });
  };
  const stop = async () => {
    await server?.stop();
    await stripe?.stop();
  };
  await start();
  return {
    url,
    smtp,
    now: () => Date.now() + offset,
    async daysPass(days) {
      await stop();
      offset += days * DAY_MS;
      await start();
    },
    async end() {
      await stop();
      await smtp.stop();
      await database.remove();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
