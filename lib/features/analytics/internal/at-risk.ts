import type { Queryable } from "#lib/platform/db.ts";
import type { AtRisk } from "../model/overview.ts";
import type { Scope } from "./place.ts";

interface Row {
  band: AtRisk["bands"][number]["band"];
  events: number;
  with_mrr: number;
  mrr: string;
}

const bands: readonly Row["band"][] = ["0-7", "8-30", "31+"];

/**
 * What is pending now, by its age. It reads every event of the environment: an index for it would make each outcome update
 * rewrite the row's index entries, which ingestion would pay for.
 * @param now ms since 1970
 */
export async function atRiskNow(db: Queryable, { workspaceId, environment }: Scope, now: number): Promise<AtRisk> {
  const { rows } = await db.query<Row>(
    `select case when occurred_at > $3::timestamptz - interval '192 hours' then '0-7' when occurred_at > $3::timestamptz - interval '744 hours' then '8-30'
         else '31+' end as band,
       count(*)::int as events, count(mrr)::int as with_mrr, coalesce(sum(mrr), 0) as mrr
     from cancellations where workspace_id = $1 and environment = $2 and outcome = 'pending' group by 1`,
    [workspaceId, environment, new Date(now).toISOString()],
  );
  const aged = bands.map((band) => {
    const row = rows.find((found) => found.band === band);
    return { band, events: row?.events ?? 0, mrr: { sum: Number(row?.mrr ?? 0), events: row?.with_mrr ?? 0 } };
  });
  const total = (value: (band: (typeof aged)[number]) => number) => aged.reduce((sum, band) => sum + value(band), 0);
  return { events: total(({ events }) => events), mrr: { sum: total(({ mrr }) => mrr.sum), events: total(({ mrr }) => mrr.events) }, bands: aged };
}
