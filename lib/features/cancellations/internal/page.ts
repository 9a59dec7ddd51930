import { invalidField } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor, type Page } from "#lib/core/pagination.ts";
import { isoTime, type Queryable } from "#lib/platform/db.ts";
import type { Cancellation } from "../model/cancellation.ts";
import { type CancellationRow, cancellationColumns, toCancellation } from "./row.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const STORED_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?\+00$/;

/** Whether a text is a time as PostgreSQL writes it; it refuses days such as 31 February and the year 0, which JavaScript takes. */
function isStoredTime(text: string): boolean {
  if (!STORED_TIME.test(text) || text < "0001") return false;
  const iso = isoTime(text);
  return !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString() === iso;
}

/** What a list asks for: conditions in SQL that refer to `values` by number; $1 is the workspace. */
export interface Conditions {
  where: readonly string[];
  values: readonly unknown[];
}

/**
 * A page of events, latest occurrence first. The order never changes under the reader: occurredAt and id are fixed at the
 * first write.
 * @returns the work to be done with a connection; the cursor is checked before one is taken.
 * @throws DomainError validation_failed for a cursor that is not ours.
 */
export function pageOf({ where, values }: Conditions, { limit, cursor }: { limit: number; cursor?: string }): (db: Queryable) => Promise<Page<Cancellation>> {
  const all = [...values];
  const value = (given: unknown) => `$${all.push(given)}`;
  const conditions = [...where];
  if (cursor !== undefined) {
    const [at = "", id = ""] = decodeCursor(cursor, 2) ?? [];
    if (!isStoredTime(at) || !UUID.test(id)) throw invalidField("cursor", "format", "is not a nextCursor of this list");
    conditions.push(`(occurred_at, id) < (${value(at)}, ${value(id)})`);
  }
  const text = `select ${cancellationColumns} from cancellations where ${conditions.join(" and ")}
    order by occurred_at desc, id desc limit ${value(limit + 1)}`;
  return async (db) => {
    const { rows } = await db.query<CancellationRow>(text, all);
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      data: page.map(toCancellation),
      nextCursor: rows.length > limit && last !== undefined ? encodeCursor([last.occurred_at, last.id]) : null,
    };
  };
}
