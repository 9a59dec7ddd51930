import type { Queryable } from "#lib/platform/db.ts";
import type { Amounts, PeriodCounts } from "../model/figures.ts";
import type { Scope } from "./place.ts";
import type { Span } from "./span.ts";

/** numeric and bigint come as text. */
type Row = Record<string, number | string | boolean>;

/** SQL for the amounts of MRR where a condition holds. */
const amounts = (name: string, condition: string) => `
  count(mrr) filter (where ${condition})::int as ${name}_events,
  coalesce(sum(mrr) filter (where ${condition}), 0) as ${name}_sum,
  coalesce(sum(mrr::float8 * mrr::float8) filter (where ${condition}), 0) as ${name}_squares`;

/**
 * How many events ended how, in a period and in the one before it, with the sums of their MRR. One pass over both; abandoned
 * ones also look up, by index, whether the same customer came again within 30 days.
 */
export async function countPeriods(db: Queryable, { workspaceId, environment }: Scope, span: Span): Promise<{ now: PeriodCounts; before: PeriodCounts }> {
  const { rows } = await db.query<Row>(
    `select occurred_at >= $3 as is_current,
       count(*) filter (where outcome = 'recovered')::int as recovered,
       count(*) filter (where outcome = 'churned')::int as churned,
       count(*) filter (where outcome = 'abandoned')::int as abandoned,
       count(*) filter (where outcome = 'pending')::int as pending,
       count(distinct user_id)::int as customers,
       count(*) filter (where user_id is null)::int as without_user_id,
       count(*) filter (where case when outcome = 'abandoned' and user_id is not null then exists (
         select 1 from cancellations later
         where later.workspace_id = $1 and later.environment = $2 and later.user_id = c.user_id
           and later.occurred_at > c.occurred_at and later.occurred_at <= c.occurred_at + interval '720 hours'
       ) end)::int as superseded,
       count(*) filter (where offer_type <> 'none')::int as offers_shown,
       count(*) filter (where offer_accepted)::int as offers_accepted,
       count(*) filter (where offer_accepted and outcome = 'recovered')::int as accepted_recovered,
       count(*) filter (where offer_accepted and outcome = 'churned')::int as accepted_churned,
       count(mrr)::int as with_mrr,
       ${amounts("lost", "outcome = 'churned'")},
       ${amounts("no_offer", "outcome = 'recovered' and not offer_accepted")},
       ${amounts("discount", "outcome = 'recovered' and offer_accepted and offer_type = 'discount'")},
       ${amounts("pause", "outcome = 'recovered' and offer_accepted and offer_type = 'pause'")}
     from cancellations c
     where workspace_id = $1 and environment = $2 and occurred_at >= $5 and occurred_at < $4 and (occurred_at >= $3 or occurred_at < $6)
     group by 1`,
    [workspaceId, environment, span.from, span.to, span.previousFrom, span.previousTo],
  );
  const of = (isCurrent: boolean) => countsOf(rows.find(({ is_current }) => is_current === isCurrent) ?? {});
  return { now: of(true), before: of(false) };
}

function countsOf(row: Row): PeriodCounts {
  const number = (name: string) => Number(row[name] ?? 0);
  const amountsOf = (name: string): Amounts => ({ events: number(`${name}_events`), sum: number(`${name}_sum`), squares: number(`${name}_squares`) });
  return {
    recovered: number("recovered"),
    churned: number("churned"),
    abandoned: number("abandoned"),
    pending: number("pending"),
    customers: number("customers"),
    withoutUserId: number("without_user_id"),
    superseded: number("superseded"),
    offersShown: number("offers_shown"),
    offersAccepted: number("offers_accepted"),
    acceptedRecovered: number("accepted_recovered"),
    acceptedChurned: number("accepted_churned"),
    withMrr: number("with_mrr"),
    lost: amountsOf("lost"),
    recoveredNoOffer: amountsOf("no_offer"),
    recoveredDiscount: amountsOf("discount"),
    recoveredPause: amountsOf("pause"),
  };
}
