import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "#lib/testing/eventually.ts";
import { queueTestMail } from "#lib/testing/queue-test-mail.ts";
import { startServer } from "#lib/testing/server.ts";
import { startSmtpServer, type TestSmtpServer } from "#lib/testing/smtp.ts";
import { asOwner } from "./support/owner.ts";
import { type Scene, setScene } from "./support/scene.ts";

let scene: Scene;
let smtp: TestSmtpServer;
let env: Record<string, string>;

beforeAll(async () => {
  scene = await setScene();
  smtp = await startSmtpServer();
  const { ROLE: _, PORT: __, ...own } = scene.env;
  env = { ...own, SMTP_URL: smtp.url, MAIL_FROM: "hello@mail.example.com" };
  // This process queues, as a door would.
  Object.assign(process.env, env);
});
afterAll(async () => {
  await smtp?.stop();
  await scene?.remove();
});

const statusOf = (key: string) =>
  asOwner(scene.postgres.ownerUrl, async (owner) => (await owner.query<{ status: string }>("select status from mails where key = $1", [key])).rows[0]?.status);
const isSent = (key: string, milliseconds: number) =>
  eventually(
    () => statusOf(key),
    (status) => status === "sent",
    milliseconds,
  );

/** Queues until the database takes it. */
async function queue(): Promise<string> {
  const key = `${randomUUID()}@example.com`;
  await eventually(
    () =>
      queueTestMail(key).then(
        () => true,
        () => false,
      ),
    (done) => done,
    20_000,
  ); // prettier-ignore
  return key;
}

describe("a worker", () => {
  it("outlives its database, and works again without a restart", async () => {
    const worker = await startServer({ role: "worker", env });
    try {
      await isSent(await queue(), 20_000);
      await scene.postgres.kill9All();
      await eventually(
        async () => worker.output(),
        (output) => output.includes("the database did not answer"),
        20_000,
      );
      await scene.postgres.restart();
      await isSent(await queue(), 30_000);
      expect(worker.isRunning()).toBe(true);
    } finally {
      await worker.stop();
    }
  });

  it("finishes the mail in hand when it is asked to stop, and begins no other", async () => {
    const worker = await startServer({ role: "worker", env });
    let take: (code: null) => void = () => undefined;
    let asked = 0;
    smtp.behave({
      recipient: () => {
        asked++;
        return new Promise((resolve) => {
          take = resolve;
        });
      },
    });
    const key = await queue();
    await eventually(
      async () => asked,
      (count) => count === 1,
      20_000,
    );
    const stopped = worker.stop();
    await eventually(
      async () => worker.output(),
      (output) => output.includes('"stopping"'),
      5_000,
    );
    const late = await queue();
    take(null);
    await stopped;
    expect(worker.output()).toContain('"msg":"stopped"');
    expect([await statusOf(key), await statusOf(late), asked]).toEqual(["sent", "queued", 1]);
  });
});
