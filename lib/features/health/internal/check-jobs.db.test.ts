import { describe, expect, it } from "vitest";
import { deepHealth } from "#lib/features/health/deep-health.ts";
import { recordJobRun } from "#lib/features/jobs/record-run.ts";
import { HOUR, MINUTE, setUpHealth } from "#lib/testing/health-facts.ts";
import { connectAsOwner, ownerQuery } from "#lib/testing/owner-database.ts";

/** The check of jobs and of whoever runs them. */

const { clock, ctx, ago, iso, look, allRan, deadJob } = setUpHealth();

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
    expect((await look()).jobs).toMatchObject({ state: "ok", detail: "No job has run yet; a worker does within its first minutes." });
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
    await ownerQuery("insert into pgboss.job (name, state, start_after, policy) values ('send-mail', 'created', $1, 'standard')", [ago(6 * MINUTE)]);
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
