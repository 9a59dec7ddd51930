import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { deepHealth } from "#lib/features/health/deep-health.ts";
import { healthReport } from "#lib/features/health/model/report.ts";
import { declaredJobs } from "#lib/features/jobs/declare.ts";
import { HOUR, MINUTE, setUpHealth } from "#lib/testing/health-facts.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** All of deep health together. */

const { clock, ctx, look, allRan, reconcile } = setUpHealth();

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
