import { JOBS_SCHEMA } from "#lib/platform/jobs.ts";
import { isBillingOn } from "#lib/platform/stripe.ts";
import { stripeDeliveries } from "#lib/platform/stripe-deliveries.ts";
import { CONVERGE_QUEUE } from "../../billing/model/event-types.ts";
import { askFigures, MOST, ms } from "./ask.ts";
import { aged, ageText, type Finding, HOUR_MS, isoOrNull, judge, MINUTE_MS, secondsSince, type Trouble } from "./judge.ts";

interface Row {
  waiting: number;
  oldest: number | null;
  lastByWebhook: number | null;
  lastMissed: number | null;
  firstMissed: number | null;
  byWebhook: number;
  missed: number;
  failed: number;
}

const SQL = `
  with lately as materialized (select came_by, received_at from stripe_events where received_at > $1 order by received_at desc limit ${MOST})
  select
    (select count(*)::int from (select 1 from stripe_events where state = 'received' limit ${MOST}) e) as waiting,
    (select ${ms("min(received_at)")} from stripe_events where state = 'received') as oldest,
    (select ${ms("received_at")} from stripe_events where came_by = 'webhook' order by received_at desc limit 1) as "lastByWebhook",
    (select ${ms("max(received_at)")} from lately where came_by = 'reconcile') as "lastMissed",
    (select ${ms("min(received_at)")} from lately where came_by = 'reconcile') as "firstMissed",
    (select count(*)::int from lately where came_by = 'webhook') as "byWebhook",
    (select count(*)::int from lately where came_by = 'reconcile') as missed,
    (select count(*)::int from ${JOBS_SCHEMA}.job where name = $2 and state = 'failed' and completed_on > $1) as failed`;

/** Whether Stripe's events come, and are worked on. */
export async function checkWebhooksIn({ now }: { now: number }): Promise<Finding<"webhooksIn">> {
  if (!isBillingOn()) return webhooksInOff();
  const row = await askFigures<Row>(SQL, [new Date(now - 24 * HOUR_MS), CONVERGE_QUEUE]);
  // One that comes by itself again says that the way is free again.
  const isMissing = row.lastMissed !== null && (row.lastByWebhook === null || row.lastByWebhook < row.lastMissed);
  return {
    ...judge(
      [
        aged(
          row.oldest,
          now,
          { warningMs: 5 * MINUTE_MS, criticalMs: HOUR_MS },
          {
            detail: `${row.waiting} event${row.waiting === 1 ? "" : "s"} of Stripe's wait${row.waiting === 1 ? "s" : ""}, the oldest for ${ageText(row.oldest ?? now, now)}.`,
            action: "Check that a worker runs and that Stripe answers; rb stripe inbox --waiting lists them, rb stripe reconcile works on them now.",
          },
        ),
        isMissing && {
          state: "warning",
          since: row.firstMissed,
          detail: `${row.missed} event${row.missed === 1 ? "" : "s"} of the last 24 hours never came by webhook; a listing found ${row.missed === 1 ? "it" : "them"}.`,
          action: "Check in Stripe's dashboard that the endpoint APP_URL/api/stripe/webhook is on and what it was answered, and STRIPE_WEBHOOK_SECRET.",
        },
        refusedSignature(row.lastByWebhook, now),
        row.failed > 0 && {
          state: "warning",
          since: null,
          detail: `Stripe could not be asked about ${row.failed} customer${row.failed === 1 ? "" : "s"} in the last 24 hours.`,
          action: "rb jobs list --failed says why; rb stripe reconcile tries again.",
        },
      ],
      row.lastByWebhook === null ? "No event has come yet." : "Every event that came is worked on.",
    ),
    figures: {
      waiting: row.waiting,
      oldestWaitingSeconds: secondsSince(row.oldest, now),
      lastByWebhookAt: isoOrNull(row.lastByWebhook),
      byWebhookInADay: row.byWebhook,
      missedInADay: row.missed,
      failedInADay: row.failed,
      signaturesRefused: stripeDeliveries().refused,
    },
  };
}

/** While the latest delivery was refused for its signature, and none was accepted since, by this process or another. */
function refusedSignature(lastByWebhook: number | null, now: number): Trouble | null {
  const { refused, streak } = stripeDeliveries();
  if (streak === null || (lastByWebhook !== null && lastByWebhook > streak.lastAt)) return null;
  const when = `${ageText(streak.lastAt, now)} ago`;
  return {
    state: "warning",
    since: streak.since,
    detail: `The latest delivery, ${when}, was refused for its signature, one of ${refused} in this process: ${streak.why}`,
    action: "Compare STRIPE_WEBHOOK_SECRET with the signing secret of this endpoint in Stripe's dashboard, set it in every process, and restart them.",
  };
}

export function webhooksInOff(): Finding<"webhooksIn"> {
  const none = { waiting: null, oldestWaitingSeconds: null, lastByWebhookAt: null, byWebhookInADay: null };
  const figures = { ...none, missedInADay: null, failedInADay: null, signaturesRefused: null };
  return { state: "off", since: null, detail: "Billing is off, so Stripe sends nothing.", action: null, figures };
}
