import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, vi } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { deepHealth } from "#lib/features/health/deep-health.ts";
import { declaredJobs } from "#lib/features/jobs/declare.ts";
import { recordJobRun } from "#lib/features/jobs/record-run.ts";
import { announceJobs } from "#lib/jobs/announce.ts";
import { useOwnDatabase } from "#lib/testing/own-database.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;

/** For a check of deep health: stored facts that are as bad as it takes, at a time of the suite's own, in a database of its own. */
export function setUpHealth() {
  const clock = fixedClock(Date.now());
  const ctx = systemContext("test", clock);
  const ago = (milliseconds: number) => new Date(clock.now() - milliseconds);
  /** Stripe as far as health asks it: our prices. */
  const fit = {
    object: "price",
    active: true,
    billing_scheme: "per_unit",
    unit_amount: 2_900,
    currency: "usd",
    recurring: { interval: "month", interval_count: 1 },
  };
  const well = {
    status: 200,
    error: { type: "invalid_request_error", message: "no" } as { type: string; message: string; code?: string },
    isSilent: false,
    isGone: false,
  };
  /** `prices`: by id, what is different from one that fits its setting; null: unknown. */
  const stripe = { ...well, prices: {} as Record<string, object | null> };
  let database: Awaited<ReturnType<typeof useOwnDatabase>> | undefined;
  let stripeServer: Server;

  beforeAll(async () => {
    stripeServer = createServer((req, res) => {
      if (stripe.isSilent) return;
      if (stripe.isGone) {
        req.socket.destroy();
        return;
      }
      const id = req.url?.split("/").at(-1) ?? "";
      const change = stripe.prices[id];
      const status = change === null ? 404 : stripe.status;
      const error = change === null ? { type: "invalid_request_error", code: "resource_missing", message: `No such price: '${id}'` } : stripe.error;
      res.writeHead(status, { "Content-Type": "application/json" });
      res.end(JSON.stringify(status === 200 ? { id, ...fit, ...change } : { error }));
    });
    await new Promise<void>((resolve) => stripeServer.listen(0, "127.0.0.1", resolve));
    vi.stubEnv("SMTP_URL", "smtp://127.0.0.1:1");
    vi.stubEnv("MAIL_FROM", "RetentBase <retentbase@example.test>");
    vi.stubEnv("STRIPE_SECRET_KEY", "sk_test_health");
    vi.stubEnv("STRIPE_WEBHOOK_SECRET", "whsec_health");
    vi.stubEnv("STRIPE_PRICE_CORE_MONTHLY", "price_a");
    vi.stubEnv("STRIPE_PRICE_ADVANCED_MONTHLY", "price_b");
    vi.stubEnv("STRIPE_API_URL", `http://127.0.0.1:${(stripeServer.address() as AddressInfo).port}`);
    database = await useOwnDatabase();
    announceJobs();
  });
  afterAll(async () => {
    stripeServer.closeAllConnections();
    stripeServer.close();
    await database?.remove();
  });
  beforeEach(async () => {
    clock.set(Date.now());
    await ownerQuery("truncate mails, job_runs, stripe_events, stripe_reconciles, webhook_endpoints, outbox, webhook_deliveries, webhook_attempts");
    await ownerQuery("delete from pgboss.job");
  });
  afterEach(() => Object.assign(stripe, well, { prices: {} }));

  return {
    clock,
    ctx,
    stripe,
    ago,
    iso: (milliseconds: number) => ago(milliseconds).toISOString(),
    look: async () => (await deepHealth({ ctx, input: { jobs: declaredJobs() } })).checks,

    /** Every job ran a moment ago. */
    async allRan(): Promise<void> {
      for (const { name } of declaredJobs()) await recordJobRun({ ctx, input: { name, startedAt: clock.now() - 1_000, error: null } });
    },

    /** Stripe's events or customers were gone through so long ago. */
    reconcile: (kind: string, age: number, drift: number, error: string | null = null) =>
      ownerQuery("insert into stripe_reconciles (id, kind, started_at, finished_at, checked, drift, error) values ($1, $2, $3, $3, 9, $4, $5)", [
        randomUUID(),
        kind,
        ago(age),
        drift,
        error,
      ]),

    /** A job of a queue was given up so long ago. */
    deadJob: (queue: string, age: number) =>
      ownerQuery("insert into pgboss.job (name, state, completed_on, policy) values ($1, 'failed', now() - make_interval(secs => $2), 'standard')", [
        queue,
        age / 1000,
      ]),
  };
}
