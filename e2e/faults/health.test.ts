import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { lookAtHealth } from "#lib/testing/health.ts";
import type { TestServer } from "#lib/testing/server.ts";
import { asOwner } from "./support/owner.ts";
import { type Scene, setScene } from "./support/scene.ts";
import { startTcpProxy, type TcpProxy } from "./support/tcp-proxy.ts";

/** Deep health while the database is not what it should be: it must still answer, in time. */

const TOKEN = "health-token-of-the-faults";
/** Whatever hangs; the machine of the tests is busy too. */
const ANSWER_MS = 2_000;

describe("deep health", () => {
  let scene: Scene;
  let wire: TcpProxy;
  let server: TestServer;
  beforeAll(async () => {
    scene = await setScene({ fsync: "off" });
    wire = await startTcpProxy(scene.postgres.port);
    const throughWire = new URL(scene.postgres.url);
    throughWire.port = String(wire.port);
    server = await scene.serve({ DATABASE_URL: throughWire.href, HEALTH_TOKEN: TOKEN });
  });
  afterAll(async () => {
    await server?.kill9();
    await wire?.close();
    await scene?.remove();
  });

  const look = () => lookAtHealth(scene.url, TOKEN);

  it("is critical when commits do not reach the disk", async () => {
    const before = await look();
    expect(before).toMatchObject({ status: 503, report: { checks: { database: { state: "critical", figures: { fsync: "off", synchronousCommit: "on" } } } } });
    expect(before.report.checks.database.detail).toBe("The database runs with fsync off: an acknowledged event could be lost.");
    await asOwner(scene.postgres.ownerUrl, async (owner) => {
      await owner.query("alter database retentbase set synchronous_commit = off");
      await owner.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'retentbase-health'");
    });
    const after = await eventually(look, ({ report }) => report.checks.database.figures.synchronousCommit === "off", 5_000);
    expect(after.report.checks.database.detail).toContain("synchronous_commit off");
    expect(after.report.checks.database.action).toContain("synchronous_commit = on");
    await asOwner(scene.postgres.ownerUrl, (owner) => owner.query("alter database retentbase reset synchronous_commit"));
  });

  it.each(["with connections open already", "with new ones alone"])("answers within 2 s on a wire that went silent, %s, and heals", async (how) => {
    if (how === "with new ones alone") wire.cut();
    wire.freeze();
    // Each of them finds other connections hanging; the first is a second old when the next ones ask.
    for (let i = 0; i < 3; i++) {
      const { status, tookMs, report } = await look();
      expect(status).toBe(503);
      expect(tookMs).toBeLessThanOrEqual(ANSWER_MS);
      if (i === 0 && report.checks.database.figures.version !== null) await sleep(1_000);
      else {
        expect(report.checks.database).toMatchObject({ state: "critical", figures: { version: null, poolMax: 10 } });
        expect(report.checks.database.detail).toContain("did not answer within 1.5 s");
        expect(report.checks.jobs).toMatchObject({ state: "warning", runs: [] });
      }
    }
    expect((await fetch(`${scene.url}/api/health`)).status).toBe(200);
    wire.thaw();
    await eventually(look, ({ report }) => report.checks.database.figures.version !== null, 10_000);
  });

  it("says that the database is away, and that it is back", async () => {
    await scene.postgres.stop();
    const { status, tookMs, report } = await eventually(look, (found) => found.report.checks.database.figures.version === null, 5_000);
    expect(status).toBe(503);
    expect(tookMs).toBeLessThanOrEqual(ANSWER_MS);
    expect(report.checks.database.detail).toMatch(/^The database cannot be used: /);
    expect(report.checks.database.since <= report.checkedAt).toBe(true);
    await scene.postgres.restart();
    await eventually(look, (found) => found.report.checks.database.figures.version !== null, 10_000);
  });
});
