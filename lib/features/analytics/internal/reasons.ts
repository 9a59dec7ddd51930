import type { Queryable } from "#lib/platform/db.ts";
import type { ReasonShare } from "../model/overview.ts";
import { rate } from "../model/rate.ts";
import type { Scope } from "./place.ts";
import type { Span } from "./span.ts";

interface Row {
  key: string | null;
  label: string | null;
  count: number;
  earlier: number;
}

/** Why customers tried to cancel, in a period and in the one before it; merged keys count with their target. */
export async function reasonShares(
  db: Queryable,
  { workspaceId, environment }: Scope,
  { span, comparable }: { span: Span; comparable: boolean },
): Promise<ReasonShare[]> {
  const { rows } = await db.query<Row>(
    `select coalesce(target.key, given.reason_key) as key, coalesce(target.label, given.reason_key) as label,
       sum(given.count)::int as count, sum(given.earlier)::int as earlier
     from (
       select reason_key, count(*) filter (where occurred_at >= $3) as count, count(*) filter (where occurred_at < $6) as earlier
       from cancellations
       where workspace_id = $1 and environment = $2 and occurred_at >= $5 and occurred_at < $4
       group by reason_key
     ) given
     left join reasons said on said.workspace_id = $1 and said.key = given.reason_key
     left join reasons target on target.workspace_id = $1 and target.key = coalesce(said.merged_into, said.key)
     group by 1, 2
     having sum(given.count) + sum(given.earlier) > 0
     order by count desc, earlier desc, key nulls last`,
    [workspaceId, environment, span.from, span.to, span.previousFrom, span.previousTo],
  );
  const all = rows.reduce((sum, { count }) => sum + count, 0);
  const allEarlier = rows.reduce((sum, { earlier }) => sum + earlier, 0);
  return rows
    .filter(({ count, earlier }) => count > 0 || (comparable && earlier > 0))
    .map(({ key, label, count, earlier }) => ({ key, label, count, share: rate(count, all), before: comparable ? rate(earlier, allEarlier) : null }));
}
