import { randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { deepHealth } from "#lib/features/health/deep-health.ts";
import { healthReport } from "#lib/features/health/model/report.ts";
import { declaredJobs } from "#lib/features/jobs/declare.ts";
import { recordJobRun } from "#lib/features/jobs/record-run.ts";
import { announceJobs } from "#lib/jobs/announce.ts";
import { ledgerPool, pool } from "#lib/platform/db.ts";
import { useOwnDatabase } from "#lib/testing/own-database.ts";
import { connectAsOwner, ownerQuery } from "#lib/testing/owner-database.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** Each check on stored facts that are as bad as it takes, at a time of the suite's own. */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const clock = fixedClock(Date.now());
const ctx = systemContext("test", clock);
const ago = (milliseconds: number) => new Date(clock.now() - milliseconds);
const iso = (milliseconds: number) => ago(milliseconds).toISOString();
let database: Awaited<ReturnType<typeof useOwnDatabase>> | undefined;

/** Stripe as far as health asks it: one price. */
const stripe = { status: 200, error: { type: "invalid_request_error", message: "no" }, isSilent: false };
let stripeServer: Server;

beforeAll(async () => {
  stripeServer = createServer((_, res) => {
    if (stripe.isSilent) return;
    res.writeHead(stripe.status, { "Content-Type": "application/json" });
    res.end(JSON.stringify(stripe.status === 200 ? { id: "price_a", object: "price" } : { error: stripe.error }));
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
afterEach(() => Object.assign(stripe, { status: 200, error: { type: "invalid_request_error", message: "no" }, isSilent: false }));

const look = async () => (await deepHealth({ ctx, input: { jobs: declaredJobs() } })).checks;

/** Every job ran a moment ago. */
async function allRan(): Promise<void> {
  for (const { name } of declaredJobs()) await recordJobRun({ ctx, input: { name, startedAt: clock.now() - 1_000, error: null } });
}

async function mail(status: string, age: number, failedAge: number | null = null): Promise<void> {
  await ownerQuery(
    `insert into mails (id, key, recipient, template, ciphertext, encryption_key_id, status, created_at, sent_at, failed_at)
     values ($1::text::uuid, $1::text, 'a@example.com', 'magic_link', case when $2 <> 'sent' then sha256('x') end, 'k', $2, $3, case when $2 = 'sent' then $3::timestamptz end, $4)`,
    [randomUUID(), status, ago(age), failedAge === null ? null : ago(failedAge)],
  );
}

const event = (id: string, cameBy: string, age: number, state = "done") =>
  ownerQuery(
    `insert into stripe_events (id, type, created_at, received_at, came_by, state, finished_at)
     values ($1, 'invoice.paid', $3, $3, $2, $4, case when $4 <> 'received' then $3::timestamptz end)`,
    [id, cameBy, ago(age), state],
  );

const reconcile = (kind: string, age: number, drift: number, error: string | null = null) =>
  ownerQuery("insert into stripe_reconciles (id, kind, started_at, finished_at, checked, drift, error) values ($1, $2, $3, $3, 9, $4, $5)", [
    randomUUID(),
    kind,
    ago(age),
    drift,
    error,
  ]);

const deadJob = (queue: string, age: number) =>
  ownerQuery("insert into pgboss.job (name, state, completed_on, policy) values ($1, 'failed', now() - make_interval(secs => $2), 'standard')", [
    queue,
    age / 1000,
  ]);

describe("all in all", () => {
  it("is well when everything runs, fits its schema, and takes its time", async () => {
    await allRan();
    await reconcile("events", MINUTE, 0);
    await reconcile("objects", HOUR, 2);
    const report = await deepHealth({ ctx, input: { jobs: declaredJobs() } });
    expect(healthReport.parse(report)).toEqual(report);
    expect(Object.fromEntries(Object.entries(report.checks).map(([name, { state, detail }]) => [name, `${state}: ${detail}`]))).toMatchObject({
      database: expect.stringMatching(/^ok: PostgreSQL 1\d/),
      stripe: "ok: Stripe answers in test mode.",
      notifications: "ok: Mails leave by SMTP.",
      webhooksIn: "ok: No event has come yet.",
      webhooksOut: "ok: No workspace has an endpoint.",
      jobs: "ok: A worker runs, and every job when it should.",
    });
    expect(report.status).toBe("ok");
    expect(report.tookMs).toBeLessThan(2_000);
  });

  it("is not for members", async () => {
    const { ctx: member } = await makeWorkspace();
    const actor = { type: "user", id: randomUUID(), name: "a@example.com", role: "owner" } as const;
    await expect(deepHealth({ ctx: { ...member, actor }, input: { jobs: [] } })).rejects.toMatchObject({ code: "forbidden" });
  });

  it("remembers since when, where no row says it", async () => {
    const before = (await look()).database;
    clock.advance(5 * MINUTE);
    expect((await look()).database).toMatchObject({ state: before.state, since: before.since });
  });
});

describe("the database", () => {
  it("lacks a migration", async () => {
    const [last] = await ownerQuery<{ migration_name: string }>(
      "delete from _prisma_migrations where migration_name = (select max(migration_name) from _prisma_migrations) returning *",
    );
    try {
      const { database: found } = await look();
      expect(found).toMatchObject({ state: "critical", action: "Run npm run db:migrate.", figures: { migrationsPending: 1 } });
      expect(found.detail).toContain(last?.migration_name);
    } finally {
      await ownerQuery("insert into _prisma_migrations select * from jsonb_populate_record(null::_prisma_migrations, $1)", [JSON.stringify(last)]);
    }
    expect((await look()).database.state).toBe("ok");
  });

  it("is seen when others hold every connection of the pool", async () => {
    const held = await Promise.all(Array.from({ length: pool().options.max }, () => pool().connect()));
    const waiting = [pool().query("select 1"), pool().query("select 1")];
    const { database: found } = await look();
    for (const client of held) client.release();
    await Promise.all(waiting);
    const { max } = pool().options;
    expect(found).toMatchObject({
      state: "warning",
      figures: { poolSize: max, poolMax: max, poolIdle: 0, poolWaiting: 2, ledgerPoolMax: ledgerPool().options.max },
    });
  });
});

describe("Stripe", () => {
  it("hangs: the figures are there all the same, in time", async () => {
    await reconcile("events", MINUTE, 3);
    stripe.isSilent = true;
    const from = performance.now();
    const { stripe: found } = await look();
    expect(performance.now() - from).toBeLessThan(2_000);
    expect(found).toMatchObject({ state: "warning", figures: { answerMs: null, eventsDrift: 3, eventsReconciledAt: iso(MINUTE) } });
    expect(found.detail).toContain("did not answer within 1.3 s");
  });

  it("refuses the key", async () => {
    stripe.status = 401;
    expect((await look()).stripe).toMatchObject({ state: "critical", detail: "Stripe does not accept STRIPE_SECRET_KEY." });
    stripe.status = 404;
    expect((await look()).stripe).toMatchObject({ state: "warning", detail: "Stripe does not know the first of our prices." });
  });

  it("was not listed for long, or not without failure", async () => {
    await reconcile("events", 50 * MINUTE, 0);
    expect((await look()).stripe).toMatchObject({ state: "warning", since: iso(50 * MINUTE), detail: "Stripe's events were last listed 50 minutes ago." });
    await reconcile("events", 5 * MINUTE, 0, "Stripe is away");
    await reconcile("events", 4 * MINUTE, 0, "Stripe is away");
    const { stripe: found } = await look();
    expect(found.detail).toContain("Listing Stripe's events failed last time: Stripe is away.");
    expect(found).toMatchObject({ state: "warning", since: iso(50 * MINUTE), figures: { eventsError: "Stripe is away" } });
    await reconcile("events", 3 * MINUTE, 1);
    expect((await look()).stripe).toMatchObject({ state: "ok", figures: { eventsError: null, eventsDrift: 1 } });
    await ownerQuery("delete from stripe_reconciles");
    await reconcile("events", 25 * HOUR, 0);
    expect((await look()).stripe.state).toBe("critical");
  });
});

describe("notifications", () => {
  it("wait, and say since when", async () => {
    await mail("queued", 9 * MINUTE);
    expect((await look()).notifications).toMatchObject({ state: "ok", figures: { transport: "smtp", waiting: 1, oldestWaitingSeconds: 540 } });
    await mail("queued", 11 * MINUTE);
    expect((await look()).notifications).toMatchObject({ state: "warning", since: iso(11 * MINUTE), detail: "2 mails wait, the oldest for 11 minutes." });
  });

  it("are critical once several wait for an hour and none leaves", async () => {
    await mail("queued", 3 * HOUR);
    expect((await look()).notifications.state).toBe("warning");
    for (let i = 0; i < 4; i++) await mail("queued", 2 * HOUR);
    expect((await look()).notifications).toMatchObject({ state: "critical", since: iso(3 * HOUR) });
    await mail("sent", MINUTE);
    expect((await look()).notifications).toMatchObject({ state: "warning", figures: { lastSentAt: iso(MINUTE) } });
  });

  it("were given up in the last day", async () => {
    await mail("failed", 40 * HOUR, 25 * HOUR);
    expect((await look()).notifications).toMatchObject({ state: "ok", figures: { failedInADay: 0 } });
    await mail("failed", 40 * HOUR, 3 * HOUR);
    expect((await look()).notifications).toMatchObject({ state: "warning", since: iso(3 * HOUR), figures: { failedInADay: 1 } });
  });
});

describe("webhooks in", () => {
  it("pile up", async () => {
    await event("evt_1", "webhook", 6 * MINUTE, "received");
    await event("evt_2", "webhook", MINUTE, "received");
    expect((await look()).webhooksIn).toMatchObject({
      state: "warning",
      since: iso(6 * MINUTE),
      detail: "2 events of Stripe's wait, the oldest for 6 minutes.",
      figures: { waiting: 2, oldestWaitingSeconds: 360, lastByWebhookAt: iso(MINUTE), byWebhookInADay: 2, missedInADay: 0 },
    });
    await event("evt_3", "webhook", 61 * MINUTE, "received");
    expect((await look()).webhooksIn).toMatchObject({ state: "critical", since: iso(61 * MINUTE) });
  });

  it("do not come by themselves, until one does", async () => {
    await event("evt_1", "webhook", 5 * HOUR);
    await event("evt_2", "reconcile", 4 * HOUR);
    await event("evt_3", "reconcile", 3 * HOUR);
    expect((await look()).webhooksIn).toMatchObject({ state: "warning", since: iso(4 * HOUR), figures: { missedInADay: 2 } });
    await event("evt_4", "webhook", MINUTE);
    expect((await look()).webhooksIn.state).toBe("ok");
    await deadJob("converge-customer", HOUR);
    expect((await look()).webhooksIn).toMatchObject({ state: "warning", figures: { failedInADay: 1 } });
  });
});

describe("webhooks out", () => {
  async function endpoint(workspaceId: string, failingAge: number | null = null): Promise<string> {
    const id = randomUUID();
    await ownerQuery(
      `insert into webhook_endpoints (workspace_id, id, environment, url, events, secret_ciphertext, encryption_key_id, failing_since, last_failed_at, created_at, updated_at)
       values ($1, $2, 'prod', 'https://example.com', '{cancellation.created}', sha256('x'), 'k', $3, $3, now(), now())`,
      [workspaceId, id, failingAge === null ? null : ago(failingAge)],
    );
    return id;
  }
  async function message(workspaceId: string, age: number, isRelayed: boolean): Promise<string> {
    const id = randomUUID();
    await ownerQuery(
      `insert into outbox (workspace_id, id, environment, topic, payload, created_at, processed_at)
       values ($1, $2, 'prod', 'cancellation.created', '{}', $3, case when $4 then $3::timestamptz end)`,
      [workspaceId, id, ago(age), isRelayed],
    );
    return id;
  }
  async function delivery(workspaceId: string, endpointId: string, dueAge: number, state = "waiting", leased = false): Promise<void> {
    await ownerQuery(
      `insert into webhook_deliveries (workspace_id, message_id, endpoint_id, state, next_attempt_at, claims, leased_until, created_at, finished_at)
       values ($1, $2, $3, $4, case when $4 = 'waiting' then $5::timestamptz end, 1, case when $6 then now() + interval '1 minute' end, $5,
         case when $4 <> 'waiting' then $5::timestamptz end)`,
      [workspaceId, await message(workspaceId, dueAge, true), endpointId, state, ago(dueAge), leased],
    );
  }

  it("are not handed on", async () => {
    const { id } = (await makeWorkspace()).ctx.workspace;
    await message(id, 3 * MINUTE, false);
    expect((await look()).webhooksOut).toMatchObject({ state: "warning", since: iso(3 * MINUTE), figures: { relayWaiting: 1, relayOldestSeconds: 180 } });
    await message(id, 16 * MINUTE, false);
    expect((await look()).webhooksOut).toMatchObject({ state: "critical", since: iso(16 * MINUTE), figures: { relayWaiting: 2 } });
  });

  it("are overdue for endpoints of several workspaces; those that fail by themselves do not count", async () => {
    const [one, two] = [(await makeWorkspace()).ctx.workspace.id, (await makeWorkspace()).ctx.workspace.id];
    const [well, other, failing] = [await endpoint(one), await endpoint(two), await endpoint(two, 2 * HOUR)];
    await delivery(two, failing, HOUR);
    await delivery(one, well, -HOUR);
    await delivery(two, other, HOUR, "failed");
    expect((await look()).webhooksOut).toMatchObject({
      state: "ok",
      figures: { deliveriesWaiting: 2, overdueSeconds: null, failedInADay: 1, endpoints: 3, endpointsFailing: 1, oldestFailureSeconds: 7_200 },
    });
    await delivery(one, well, 6 * MINUTE);
    await delivery(two, other, 31 * MINUTE);
    expect((await look()).webhooksOut).toMatchObject({ state: "critical", since: iso(31 * MINUTE), figures: { overdueSeconds: 1_860, underWay: 0 } });
    await delivery(one, well, 5 * MINUTE, "waiting", true);
    expect((await look()).webhooksOut).toMatchObject({ state: "warning", figures: { underWay: 1 } });
  });

  it("fail at most endpoints: that is our side", async () => {
    const { id } = (await makeWorkspace()).ctx.workspace;
    for (const age of [null, null, HOUR, 2 * HOUR, 3 * HOUR]) await endpoint(id, age);
    expect((await look()).webhooksOut).toMatchObject({ state: "warning", since: iso(3 * HOUR), figures: { endpoints: 5, endpointsFailing: 3 } });
  });
});

describe("jobs", () => {
  it("stand still without a worker", async () => {
    await allRan();
    clock.advance(119_000);
    expect((await look()).jobs.state).toBe("ok");
    const seenAt = clock.now() - 119_000;
    clock.advance(2_000);
    expect((await look()).jobs).toMatchObject({ state: "critical", since: new Date(seenAt).toISOString(), figures: { workerSeenSecondsAgo: 121 } });
  });

  it("never had a worker", async () => {
    clock.advance(HOUR);
    expect((await look()).jobs).toMatchObject({ state: "critical", detail: "No worker has ever run here." });
  });

  it("are late, or failed", async () => {
    await allRan();
    await ownerQuery("update job_runs set started_at = $1, ended_at = $1, last_ok_at = $1 where name = 'sweep-webhooks'", [ago(2 * HOUR + 3 * MINUTE)]);
    expect((await look()).jobs).toMatchObject({ state: "warning", since: iso(2 * HOUR + 3 * MINUTE), detail: "sweep-webhooks last ran 2 hours ago." });
    await allRan();
    const wentWell = clock.now();
    clock.advance(10_000);
    await recordJobRun({ ctx, input: { name: "end-access", startedAt: clock.now(), error: "It broke." } });
    const { jobs } = await look();
    expect(jobs).toMatchObject({ state: "warning", since: new Date(wentWell).toISOString(), detail: "end-access failed: It broke." });
    expect(jobs.runs.find(({ name }) => name === "end-access")).toMatchObject({
      everySeconds: 60,
      ok: false,
      error: "It broke.",
      lastOkAt: new Date(wentWell).toISOString(),
    });
  });

  it("died, or wait for too long", async () => {
    await allRan();
    await deadJob("send-mail", 25 * HOUR);
    expect((await look()).jobs).toMatchObject({ state: "ok", figures: { dead: 1, diedInADay: 0 } });
    await deadJob("send-mail", HOUR);
    expect((await look()).jobs).toMatchObject({ state: "warning", detail: "1 job died in the last 24 hours.", figures: { dead: 2, diedInADay: 1 } });
    await ownerQuery("insert into pgboss.job (name, state, start_after, policy) values ('send-mail', 'created', now() - interval '6 minutes', 'standard')");
    expect((await look()).jobs.detail).toContain("1 job is due, the oldest for 6 minutes.");
  });

  it("lack a queue", async () => {
    const report = await deepHealth({ ctx, input: { jobs: [{ name: "not-there", everyMs: null, isLoop: false }] } });
    expect(report.checks.jobs).toMatchObject({ state: "critical", detail: "The database lacks the queue not-there.", action: "Run npm run db:migrate." });
  });

  it("that cannot be counted in time are not known, and nothing waits for them", async () => {
    const owner = await connectAsOwner();
    await owner.query("begin; lock table job_runs in access exclusive mode");
    const from = performance.now();
    const checks = await look();
    const took = performance.now() - from;
    await owner.query("rollback");
    await owner.end();
    expect(took).toBeLessThan(2_000);
    expect(checks.jobs).toMatchObject({ state: "warning", detail: "Not known: the database did not answer within 1.5 s.", figures: { dead: null }, runs: [] });
    expect(checks.database.state).toBe("ok");
  });
});
