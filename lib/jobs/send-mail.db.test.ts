import { randomUUID } from "node:crypto";
import type { AddressInfo } from "node:net";
import { createServer, type Socket } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { renderMail } from "#generated/mail.js";
import { systemContext } from "#lib/core/context.ts";
import type { Mail } from "#lib/features/mails/model/mail.ts";
import { queueMail } from "#lib/features/mails/queue.ts";
import { sendMail } from "#lib/features/mails/send.ts";
import { sendMailJob } from "#lib/jobs/send-mail.ts";
import { startWorker } from "#lib/jobs/worker.ts";
import { pool } from "#lib/platform/db.ts";
import { MailRefusedError, sendBySmtp } from "#lib/platform/mailer.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { eventually } from "#lib/testing/eventually.ts";
import { useOwnDatabase } from "#lib/testing/own-database.ts";
import { ownerQuery } from "#lib/testing/owner-database.ts";
import { startSmtpServer, type TestSmtpServer } from "#lib/testing/smtp.ts";

const ctx = systemContext("test");
const url = "https://app.example.com/verify?token=s3cr3t-t0k3n&next=%2Fdashboard";
type OfMoreThanTexts = "cancellation_receipt" | "trial_ending" | "payment_failed" | "access_lost" | "access_restored";
/** Those whose facts are texts alone. */
const mails: Record<Exclude<Mail["template"], OfMoreThanTexts>, Exclude<Mail, { template: OfMoreThanTexts }>> = {
  verify_email: { template: "verify_email", url },
  reset_password: { template: "reset_password", url },
  magic_link: { template: "magic_link", url },
  account_exists: { template: "account_exists", signInUrl: "https://app.example.com/sign-in", resetUrl: url },
  password_changed: { template: "password_changed", resetUrl: url },
  invitation: { template: "invitation", workspaceName: 'Fish & <b>"Chips"</b>\r\nBcc: all@example.com', invitedBy: "jo@example.com", role: "admin", url },
  ownership_transferred: { template: "ownership_transferred", workspaceName: "Fish & <b>Chips</b>", by: "jo@example.com" },
  webhook_endpoint_disabled: { template: "webhook_endpoint_disabled", workspaceName: "Fish & <b>Chips</b>", endpointUrl: "https://hooks.example.com/rb", url },
};

let database: Awaited<ReturnType<typeof useOwnDatabase>>;
let smtp: TestSmtpServer;

beforeAll(async () => {
  database = await useOwnDatabase();
  smtp = await startSmtpServer();
  Object.assign(process.env, { SMTP_URL: smtp.url, MAIL_FROM: "RetentBase <hello@mail.example.com>" });
});
beforeEach(() => smtp.behave({}));
afterEach(() => void smtp.accepted.splice(0));
afterAll(async () => {
  await smtp.stop();
  await database.remove();
});

/** Queues a mail; its key is its recipient's address. */
async function queue(mail: Mail = mails.verify_email): Promise<string> {
  const key = `${randomUUID()}@example.com`;
  await withDirectory((db) => queueMail(db, { ctx, input: { key, to: key, mail } }));
  return key;
}

const send = (key: string, isLastTry = false) => sendMail({ ctx, input: { key, render: renderMail, isLastTry, signal: new AbortController().signal } });
const row = async (key: string) =>
  (
    await ownerQuery<{ status: string; attempts: number; last_error: string | null; ciphertext: Buffer | null }>("select * from mails where key = $1", [key])
  )[0];

describe("a mail as it arrives", () => {
  it.each(Object.values(mails))("$template: subject, sender, both forms, every link, nothing foreign", async (mail) => {
    const key = await queue(mail);
    await send(key);
    expect(smtp.accepted).toHaveLength(1);
    const [got] = smtp.accepted;
    expect(got?.from?.text).toBe('"RetentBase" <hello@mail.example.com>');
    expect(got?.to).toMatchObject({ value: [{ address: key }] });
    expect(got?.cc ?? got?.bcc).toBeUndefined();
    expect(got?.subject).toMatch(/^\S[^\r\n]{5,100}$/);
    expect(got?.messageId).toMatch(/^<[\da-f]{40}@mail\.example\.com>$/);
    expect(got?.headers.get("auto-submitted")).toBe("auto-generated");
    const html = got?.html as string;
    const { template: _, ...facts } = mail;
    for (const value of Object.values(facts)) {
      // Text wraps where it likes.
      expect(got?.text?.replace(/\s+/g, " ")).toContain(value.replace(/\s+/g, " "));
      if (value.startsWith("http")) expect(html).toContain(value.replaceAll("&", "&amp;"));
    }
    expect(html).not.toMatch(/<img|<b>|<script|src=|@import|url\(/i);
    expect(html).toContain('content="light dark"');
    const addresses = [...html.matchAll(/href="([^"]*)"/g)].map(([, href]) => href?.replaceAll("&amp;", "&"));
    for (const address of addresses) expect(Object.values(facts)).toContain(address);
  });

  it("cancellation_receipt: says in the customer's language what was received, and is escaped", async () => {
    const key = await queue({
      template: "cancellation_receipt",
      locale: "de",
      merchant: "Fisch & <b>Chips</b>",
      isSandbox: false,
      subject: { name: "Pro", effectiveAt: "2026-11-30" },
      what: "cancelled",
      at: "2026-11-23T10:00:00.000Z",
      timeZone: "Europe/Berlin",
      reference: "cxs_1",
      customer: "user_1",
      reasonLabel: null,
      reasonText: "zu teuer\n<script>",
      offerLabel: null,
      offerBenefit: null,
      statutory: { kind: "extraordinary", cause: "Preis", endsOn: "" },
    });
    await send(key);
    const [got] = smtp.accepted;
    const text = got?.text?.replace(/\s+/g, " ");
    for (const said of ["23. November 2026", "11:00", "cxs_1", "user_1", "zu teuer <script>", "Fisch & <b>Chips</b>"]) expect(text).toContain(said);
    expect(got?.html).toContain('lang="de"');
    expect(got?.html).not.toMatch(/<img|<b>|<script|src=|@import|url\(/i);
  });

  const ours = { workspaceName: "Fish & <b>Chips</b>", timeZone: "Europe/Berlin", url };
  it.each<[Mail, string[]]>([
    [{ template: "trial_ending", ...ours, until: "2026-10-25T00:30:00Z" }, ["25 October 2026", "02:30 (Europe/Berlin)"]],
    [{ template: "payment_failed", ...ours, until: "2026-10-25T01:30:00Z" }, ["25 October 2026", "02:30 (Europe/Berlin)"]],
    [{ template: "access_lost", ...ours, because: "trialing" }, ["its trial has ended"]],
    [{ template: "access_lost", ...ours, because: "past_due" }, ["was not paid within seven days"]],
    [{ template: "access_restored", ...ours, plan: "core" }, ["the plan Core"]],
  ])("%o: says whose, until when, and where to go, and is escaped", async (mail, said) => {
    await send(await queue(mail));
    const [got] = smtp.accepted;
    const text = got?.text?.replace(/\s+/g, " ");
    for (const part of [...said, "Fish & <b>Chips</b>", url]) expect(text).toContain(part);
    expect(got?.html).not.toMatch(/<img|<b>|<script|src=|@import|url\(/i);
    expect(got?.html).toContain(`href="${url.replaceAll("&", "&amp;")}"`);
  });

  it("is readable nowhere while it waits, and wiped once it was sent", async () => {
    const key = await queue();
    const dump = await ownerQuery<{ dump: string }>(
      "select m::text || coalesce(string_agg(j::text, ''), '') as dump from mails m left join pgboss.job j on j.data->>'key' = m.key where m.key = $1 group by m.*",
      [key],
    );
    expect(dump[0]?.dump).toContain(key);
    expect(dump[0]?.dump).not.toContain("s3cr3t");
    expect((await row(key))?.ciphertext?.includes("s3cr3t")).toBe(false);
    await send(key);
    expect(await row(key)).toMatchObject({ status: "sent", ciphertext: null, last_error: null });
  });
});

describe("once", () => {
  it("queues a key once, and not at all when the transaction rolls back", async () => {
    const key = await queue();
    await withDirectory((db) => queueMail(db, { ctx, input: { key, to: key, mail: mails.magic_link } }));
    expect(await ownerQuery("select 1 from pgboss.job where data->>'key' = $1", [key])).toHaveLength(1);
    const other = randomUUID();
    await withDirectory(async (db) => {
      await queueMail(db, { ctx, input: { key: other, to: key, mail: mails.magic_link } });
      throw new Error("undo");
    }).catch(() => undefined);
    expect(await row(other)).toBeUndefined();
    expect(await ownerQuery("select 1 from pgboss.job where data->>'key' = $1", [other])).toHaveLength(0);
  });

  it("sends once, whoever tries at the same time and afterwards", async () => {
    const key = await queue();
    await Promise.all([1, 2, 3, 4].map(() => send(key)));
    await send(key);
    expect(smtp.accepted).toHaveLength(1);
    expect(await row(key)).toMatchObject({ attempts: 1 });
  });

  it("sends each of many once with two workers", async () => {
    const keys = await Promise.all(Array.from({ length: 12 }, () => queue()));
    const workers = await Promise.all([1, 2].map(() => startWorker({ jobs: [sendMailJob], loops: [] })));
    const rows = () => ownerQuery<{ status: string }>("select status from mails where key = any($1)", [keys]);
    await eventually(rows, (all) => all.every(({ status }) => status === "sent"), 20_000);
    await Promise.all(workers.map((worker) => worker.stop(2_000)));
    const to = smtp.accepted.map((mail) => (Array.isArray(mail.to) ? "" : mail.to?.text)).sort();
    expect(to.filter((address) => keys.includes(address ?? ""))).toEqual([...keys].sort());
  });

  it("takes over a claim that has ended, under the same Message-ID, and the one before can no longer settle it", async () => {
    const key = await queue();
    let answer: (code: null) => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      smtp.behave({
        content: () => {
          resolve();
          return new Promise((done) => {
            answer = done;
          });
        },
      });
    });
    const first = send(key);
    await arrived;
    await pool().query("update mails set claimed_until = now() - interval '1 second' where key = $1", [key]);
    smtp.behave({});
    await send(key);
    answer(null);
    await first;
    expect(await row(key)).toMatchObject({ status: "sent", attempts: 2 });
    // The truth of docs/decisions/0011: two copies when a claim outlives its worker between the server's yes and our note of it.
    expect(new Set(smtp.accepted.map((mail) => mail.messageId)).size).toBe(1);
  });
});

describe("a mail server that is not at its best", () => {
  it("says not now, then yes", async () => {
    const key = await queue();
    smtp.behave({ recipient: () => 451 });
    await expect(send(key)).rejects.toThrow("451");
    expect(await row(key)).toMatchObject({ status: "queued", attempts: 1, last_error: expect.stringContaining("451") });
    smtp.behave({});
    await send(key);
    expect(await row(key)).toMatchObject({ status: "sent", attempts: 2, last_error: null });
    expect(smtp.accepted).toHaveLength(1);
  });

  it.each(["recipient", "content"] as const)("says never to the %s: dead at once, and kept for an operator", async (step) => {
    const key = await queue();
    smtp.behave({ [step]: () => 550 });
    const worker = await startWorker({ jobs: [sendMailJob], loops: [] });
    const state = () => ownerQuery<{ state: string; retry_count: number }>("select state, retry_count from pgboss.job where data->>'key' = $1", [key]);
    expect(await eventually(state, (jobs) => jobs[0]?.state === "failed", 15_000)).toMatchObject([{ retry_count: 0 }]);
    await worker.stop(2_000);
    expect(await row(key)).toMatchObject({ status: "failed", last_error: expect.stringContaining("550"), ciphertext: expect.anything() });
    smtp.behave({});
    await send(key);
    expect(await row(key)).toMatchObject({ status: "sent" });
  });

  it("is dead, then back", async () => {
    const key = await queue();
    const { port } = smtp;
    await smtp.stop();
    await expect(send(key)).rejects.toThrow("ECONNREFUSED");
    smtp = await startSmtpServer(port);
    await send(key);
    expect(smtp.accepted).toHaveLength(1);
  });

  it("gives up for good with the last try", async () => {
    const key = await queue();
    smtp.behave({ recipient: () => 451 });
    await expect(send(key, true)).rejects.not.toBeInstanceOf(MailRefusedError);
    expect(await row(key)).toMatchObject({ status: "failed" });
  });

  it("does not hold us longer than a conversation may take, wherever it stalls", async () => {
    smtp.behave({ recipient: () => new Promise(() => undefined) });
    const message = { to: "a@example.com", subject: "s", html: "h", text: "t", messageId: "<a@example.com>", date: new Date() };
    await expect(sendBySmtp(message, 300)).rejects.toThrow("did not finish within 0.3 s");

    let connections = 0;
    const mute = createServer((socket: Socket) => {
      connections++;
      socket.on("error", () => undefined).on("close", () => connections--);
    });
    await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
    const { env } = await import("#lib/platform/env.ts");
    const before = env().SMTP_URL;
    env().SMTP_URL = `smtp://127.0.0.1:${(mute.address() as AddressInfo).port}`;
    await expect(sendBySmtp(message, 300)).rejects.toThrow("did not finish within 0.3 s");
    env().SMTP_URL = before;
    await eventually(
      async () => connections,
      (open) => open === 0,
      2_000,
    );
    mute.close();
  });

  it("is not spoken to without TLS, unless it is this computer", async () => {
    const { env } = await import("#lib/platform/env.ts");
    const before = env().SMTP_URL;
    // Every address of 127/8 counts as this computer; 0.0.0.0 reaches it under another name.
    env().SMTP_URL = `smtp://user:password@0.0.0.0:${smtp.port}`;
    const message = { to: "a@example.com", subject: "s", html: "h", text: "t", messageId: "<a@example.com>", date: new Date() };
    await expect(sendBySmtp(message)).rejects.toThrow(/STARTTLS|TLS/);
    env().SMTP_URL = before;
    expect(smtp.accepted).toHaveLength(0);
  });
});
