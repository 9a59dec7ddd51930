import { webhookEvents } from "../../webhooks/model/event.ts";
import { askFigures, MOST, ms } from "./ask.ts";
import { aged, ageText, type Finding, judge, MINUTE_MS, secondsSince } from "./judge.ts";

interface Row {
  relayWaiting: number;
  relayOldest: number | null;
  waiting: number;
  overdueSince: number | null;
  underWay: number;
  failed: number;
  endpoints: number;
  failing: number;
  failingSince: number | null;
}

/** A customer's endpoint that fails is the customer's; when most of so many do, it is our way out. */
const MANY = 3;

const SQL = `
  select relay_waiting::int as "relayWaiting", ${ms("relay_oldest")} as "relayOldest", waiting::int, ${ms("overdue_since")} as "overdueSince",
    under_way::int as "underWay", failed_in_a_day::int as failed, endpoints::int, endpoints_failing::int as failing, ${ms("failing_since")} as "failingSince"
  from webhook_figures($1, $2, ${MOST})`;

/** Whether messages to the workspaces' endpoints leave. */
export async function checkWebhooksOut({ now }: { now: number }): Promise<Finding<"webhooksOut">> {
  const row = await askFigures<Row>(SQL, [webhookEvents, new Date(now)]);
  const action = "Check that a worker runs, what rb jobs runs says of relay-webhooks and deliver-webhooks, and raise WEBHOOK_CONCURRENCY or add a worker.";
  return {
    ...judge(
      [
        aged(
          row.relayOldest,
          now,
          { warningMs: 2 * MINUTE_MS, criticalMs: 15 * MINUTE_MS },
          {
            detail: `${row.relayWaiting} message${row.relayWaiting === 1 ? " is" : "s are"} not handed on yet, the oldest for ${ageText(row.relayOldest ?? now, now)}.`,
            action,
          },
        ),
        // While attempts are made, a slow endpoint may be all that is late.
        aged(
          row.overdueSince,
          now,
          { warningMs: 5 * MINUTE_MS, criticalMs: row.underWay === 0 ? 30 * MINUTE_MS : null },
          {
            detail: `A delivery to an endpoint that works has been due for ${ageText(row.overdueSince ?? now, now)}.`,
            action,
          },
        ),
        row.failing >= MANY &&
          row.failing * 2 > row.endpoints && {
            state: "warning",
            since: row.failingSince,
            detail: `${row.failing} of ${row.endpoints} endpoints do not take what they are sent.`,
            action: "So many at once speak for our side: check that workers reach the internet and resolve names.",
          },
      ],
      row.endpoints === 0 ? "No workspace has an endpoint." : "Everything that is due has left.",
    ),
    figures: {
      relayWaiting: row.relayWaiting,
      relayOldestSeconds: secondsSince(row.relayOldest, now),
      deliveriesWaiting: row.waiting,
      overdueSeconds: secondsSince(row.overdueSince, now),
      underWay: row.underWay,
      failedInADay: row.failed,
      endpoints: row.endpoints,
      endpointsFailing: row.failing,
      oldestFailureSeconds: secondsSince(row.failingSince, now),
    },
  };
}
