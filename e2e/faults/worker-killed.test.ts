import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { enqueueTestJobs, installTestJob, startWorkerProcess } from "#lib/testing/job-workers.ts";
import { queueTestMail } from "#lib/testing/queue-test-mail.ts";
import { startServer } from "#lib/testing/server.ts";
import { startSmtpServer, type TestSmtpServer } from "#lib/testing/smtp.ts";
import { TEST_JOB_TABLES } from "#lib/testing/test-job.ts";
import { asOwner } from "./support/owner.ts";
import { full, type Scene, setScene } from "./support/scene.ts";

const KILLS = full ? 5 : 1;
const TAKEOVER_MS = 60_000;

let scene: Scene;
let smtp: TestSmtpServer;

beforeAll(async () => {
  scene = await setScene();
  smtp = await startSmtpServer();
  // This process queues, as a door would.
  Object.assign(process.env, scene.env, { SMTP_URL: smtp.url, MAIL_FROM: "hello@mail.example.com", LOG_LEVEL: "silent" });
  await installTestJob(scene.postgres.ownerUrl);
  await asOwner(scene.postgres.ownerUrl, (owner) => owner.query(TEST_JOB_TABLES));
});
afterAll(async () => {
  await smtp?.stop();
  await scene?.remove();
});

const ask = <Row extends object>(sql: string, values: unknown[] = []) =>
  asOwner(scene.postgres.ownerUrl, async (owner) => (await owner.query<Row>(sql, values)).rows);

/**
 * Two workers hold four jobs each, half of them before their effect and half after it; the first is killed.
 * @returns how often each job had its effect, and the longest time until another worker began what the killed one held.
 */
async function killOne(env: Record<string, string>): Promise<{ effects: number[]; takeover: number }> {
  await ask("delete from test_gate");
  const ids = Array.from({ length: 8 }, () => randomUUID());
  const begun = () => ask<{ id: string; pid: number; at: Date }>("select * from test_begun where id = any($1) order by at", [ids]);
  const workerEnv = { ...scene.env, ...env };
  await enqueueTestJobs(ids);
  const first = await startWorkerProcess(workerEnv);
  await eventually(begun, (rows) => rows.length === 4, 20_000);
  await eventually(
    () => ask("select 1 from test_effects where id = any($1)", [ids]),
    (rows) => rows.length === 2,
    5_000,
  );
  const second = await startWorkerProcess(workerEnv);
  try {
    await eventually(begun, (rows) => rows.length === 8, 20_000);
    const [now] = await ask<{ at: Date }>("select clock_timestamp() as at");
    await first.kill9();
    await ask("insert into test_gate values (true)");
    const open = () => ask("select 1 from pgboss.job where data->>'id' = any($1) and state <> 'completed'", [ids]);
    await eventually(open, (rows) => rows.length === 0, 2 * TAKEOVER_MS);
    const again = (await begun()).slice(8);
    expect(again.map(({ pid }) => pid)).toEqual([second.pid, second.pid, second.pid, second.pid]);
    const effects = await ask<{ count: number }>(
      "select count(e.id)::int as count from unnest($1::text[]) w (id) left join test_effects e using (id) group by w.id",
      [ids],
    );
    return { effects: effects.map(({ count }) => count), takeover: Math.max(...again.map(({ at }) => at.getTime())) - (now?.at.getTime() ?? 0) };
  } finally {
    await second.kill9();
    await first.kill9();
  }
}

describe("kill -9 of a worker with jobs in hand", () => {
  it(`leaves each with its effect once, and to another worker within a minute, in ${KILLS} kills`, async () => {
    const takeovers: number[] = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const { effects, takeover } = await killOne({});
      expect(effects).toEqual([1, 1, 1, 1, 1, 1, 1, 1]);
      takeovers.push(takeover);
    }
    console.log(`  kill to the last takeover: at most ${Math.round(Math.max(...takeovers))} ms`);
    expect(Math.max(...takeovers)).toBeLessThanOrEqual(TAKEOVER_MS);
  });

  it("is found out when a job does not claim what it does", async () => {
    const { effects } = await killOne({ TEST_JOB_BROKEN: "1" });
    expect(effects.filter((count) => count === 2)).toHaveLength(2);
  });
});

describe("kill -9 of a worker that talks to the mail server", () => {
  it("sends the mail once when it dies before the server took it, and under one Message-ID when it dies after", async () => {
    const { ROLE: _, PORT: __, ...own } = scene.env;
    const env = { ...own, SMTP_URL: smtp.url, MAIL_FROM: "hello@mail.example.com", LOG_LEVEL: "info" };
    const [early, late] = [`early-${randomUUID()}@example.com`, `late-${randomUUID()}@example.com`];
    const held = new Set<string>();
    const holdOnce = (address: string) => (held.has(address) ? null : new Promise<null>(() => held.add(address)));
    smtp.behave({
      recipient: (address) => (address === early ? holdOnce(address) : null),
      content: (mail) => {
        const to = Array.isArray(mail.to) ? "" : (mail.to?.text ?? "");
        // Taken, but the answer never arrives.
        if (to === late && !held.has(late)) smtp.accepted.push(mail);
        return to === late ? holdOnce(to) : null;
      },
    });
    const first = await startServer({ role: "worker", env });
    await queueTestMail(early);
    await queueTestMail(late);
    await eventually(
      async () => held.size,
      (size) => size === 2,
      20_000,
    );
    const second = await startServer({ role: "worker", env });
    try {
      await first.kill9();
      const rows = () => ask<{ status: string }>("select status from mails where key in ($1, $2)", [early, late]);
      await eventually(rows, (all) => all.every(({ status }) => status === "sent"), 3 * TAKEOVER_MS);
    } finally {
      await second.stop();
    }
    const idsTo = (address: string) => smtp.accepted.filter((mail) => !Array.isArray(mail.to) && mail.to?.text === address).map((mail) => mail.messageId);
    expect(idsTo(early)).toHaveLength(1);
    expect(idsTo(late)).toHaveLength(2);
    expect(new Set(idsTo(late)).size).toBe(1);
  });
});
