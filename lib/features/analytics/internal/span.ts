import { isoTime, type Queryable } from "#lib/platform/db.ts";
import type { Period } from "../model/period.ts";

/** A period and the one before it as moments (ISO 8601), each half-open. */
export interface Span {
  from: string;
  to: string;
  previousFrom: string;
  previousTo: string;
}

/**
 * From days to moments, in the workspace's time zone. A running period is compared with as much of the one before as it has
 * got through itself, by the clock on the wall.
 * @param now ms since 1970
 */
export async function spanOf(db: Queryable, { timeZone, period, now }: { timeZone: string; period: Period; now: number }): Promise<Span> {
  const { rows } = await db.query<{ from_at: string; to_at: string; previous_from: string; previous_to: string }>(
    `select $2::timestamp at time zone $1::text as from_at, $3::timestamp at time zone $1::text as to_at, $4::timestamp at time zone $1::text as previous_from,
       least($2::timestamp, ($5::timestamptz at time zone $1::text) - make_interval(days => $6)) at time zone $1::text as previous_to`,
    [timeZone, period.from, period.to, period.previousFrom, new Date(now).toISOString(), period.days],
  );
  const row = rows[0] as (typeof rows)[number];
  return { from: isoTime(row.from_at), to: isoTime(row.to_at), previousFrom: isoTime(row.previous_from), previousTo: isoTime(row.previous_to) };
}
