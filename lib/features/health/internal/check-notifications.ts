import { canSendMail, hasOutbox } from "../../mails/can-send.ts";
import { askFigures, MOST, ms } from "./ask.ts";
import { aged, ageText, type Finding, HOUR_MS, isoOrNull, judge, MINUTE_MS, secondsSince } from "./judge.ts";

/** One mailbox that is away holds up its own mails alone; so many that wait for so long mean that nothing goes out. */
const STUCK = { count: 5, ms: HOUR_MS };

interface Row {
  waiting: number;
  oldest: number | null;
  stuck: number;
  lastSent: number | null;
  failed: number;
  firstFailed: number | null;
}

const WAITING = "status in ('queued', 'sending')";
const SQL = `
  select
    (select count(*)::int from (select 1 from mails where ${WAITING} limit ${MOST}) m) as waiting,
    (select ${ms("min(created_at)")} from mails where ${WAITING}) as oldest,
    (select count(*)::int from (select 1 from mails where ${WAITING} and created_at <= $2 limit ${STUCK.count}) m) as stuck,
    (select ${ms("sent_at")} from mails where status = 'sent' order by created_at desc limit 1) as "lastSent",
    (select count(*)::int from (select 1 from mails where status = 'failed' and failed_at > $1 limit ${MOST}) m) as failed,
    (select ${ms("min(failed_at)")} from mails where status = 'failed' and failed_at > $1) as "firstFailed"`;

/** Whether mails to people leave. */
export async function checkNotifications({ now }: { now: number }): Promise<Finding<"notifications">> {
  if (!canSendMail()) return notificationsOff();
  const row = await askFigures<Row>(SQL, [new Date(now - 24 * HOUR_MS), new Date(now - STUCK.ms)]);
  const transport = hasOutbox() ? "outbox" : "smtp";
  const isStuck = row.stuck >= STUCK.count && (row.lastSent === null || now - row.lastSent >= STUCK.ms);
  return {
    ...judge(
      [
        aged(
          row.oldest,
          now,
          { warningMs: 10 * MINUTE_MS, criticalMs: isStuck ? STUCK.ms : null },
          {
            detail: `${row.waiting} mail${row.waiting === 1 ? " waits" : "s wait"}, the oldest for ${ageText(row.oldest ?? now, now)}.`,
            action: "Check SMTP_URL and the mail server; rb jobs list shows what it answered. Mails are tried again for about a day.",
          },
        ),
        row.failed > 0 && {
          state: "warning",
          since: row.firstFailed,
          detail: `${row.failed} mail${row.failed === 1 ? " was" : "s were"} given up in the last 24 hours.`,
          action: "rb jobs list --failed says why; mend it and send them with rb jobs retry.",
        },
      ],
      transport === "outbox" ? "The demo keeps its mails in its outbox." : "Mails leave by SMTP.",
    ),
    figures: {
      transport,
      waiting: row.waiting,
      oldestWaitingSeconds: secondsSince(row.oldest, now),
      lastSentAt: isoOrNull(row.lastSent),
      failedInADay: row.failed,
    },
  };
}

export function notificationsOff(): Finding<"notifications"> {
  return {
    state: "off",
    since: null,
    detail: "No mail server is set (SMTP_URL): no mail is sent, and links are shown to whoever makes them.",
    action: null,
    figures: { transport: "none", waiting: null, oldestWaitingSeconds: null, lastSentAt: null, failedInADay: null },
  };
}
