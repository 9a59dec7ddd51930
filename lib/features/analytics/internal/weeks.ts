import type { Queryable } from "#lib/platform/db.ts";
import type { WeekOutcomes } from "../model/overview.ts";
import { rate } from "../model/rate.ts";
import type { Scope } from "./place.ts";

interface Row extends Omit<WeekOutcomes, "saveRate" | "lostMrr" | "recoveredMrr"> {
  lost_mrr: string;
  recovered_mrr: string;
}

/**
 * How the events of the last `count` weeks ended, the running week last; weeks without events are there too. A week is a range
 * of moments, found by index, so that weeks of 167 and 169 hours need no care.
 * @param now ms since 1970
 */
export async function outcomesByWeek(
  db: Queryable,
  { workspaceId, environment }: Scope,
  { timeZone, now, count }: { timeZone: string; now: number; count: number },
): Promise<WeekOutcomes[]> {
  const { rows } = await db.query<Row>(
    `select to_char(monday, 'IYYY"-W"IW') as week, to_char(monday, 'YYYY-MM-DD') as "from", monday = this_monday as running, ended.*
     from (select date_trunc('week', $4::timestamptz at time zone $3::text) as this_monday) today,
       generate_series(this_monday - make_interval(weeks => $5::int - 1), this_monday, interval '7 days') as monday,
       lateral (
         select count(*) filter (where outcome = 'recovered')::int as recovered, count(*) filter (where outcome = 'churned')::int as churned,
           count(*) filter (where outcome = 'abandoned')::int as abandoned, count(*) filter (where outcome = 'pending')::int as pending,
           coalesce(sum(mrr) filter (where outcome = 'churned'), 0) as lost_mrr,
           coalesce(sum(mrr) filter (where outcome = 'recovered'), 0) as recovered_mrr
         from cancellations
         where workspace_id = $1 and environment = $2
           and occurred_at >= monday at time zone $3::text and occurred_at < (monday + interval '7 days') at time zone $3::text
       ) ended
     order by monday`,
    [workspaceId, environment, timeZone, new Date(now).toISOString(), count],
  );
  return rows.map(({ lost_mrr, recovered_mrr, ...week }) => ({
    ...week,
    saveRate: rate(week.recovered, week.recovered + week.churned),
    lostMrr: Number(lost_mrr),
    recoveredMrr: Number(recovered_mrr),
  }));
}
