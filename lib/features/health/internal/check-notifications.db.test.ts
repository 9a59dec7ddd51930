import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { HOUR, MINUTE, setUpHealth } from "#lib/testing/health-facts.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";

/** The check of mails. */

const { ago, iso, look } = setUpHealth();

async function mail(status: string, age: number, failedAge: number | null = null): Promise<void> {
  await ownerQuery(
    `insert into mails (id, key, recipient, template, ciphertext, encryption_key_id, status, created_at, sent_at, failed_at)
     values ($1::text::uuid, $1::text, 'a@example.com', 'magic_link', case when $2 <> 'sent' then sha256('x') end, 'k', $2, $3, case when $2 = 'sent' then $3::timestamptz end, $4)`,
    [randomUUID(), status, ago(age), failedAge === null ? null : ago(failedAge)],
  );
}

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
