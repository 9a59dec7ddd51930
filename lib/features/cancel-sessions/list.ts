import type { WorkspaceContext } from "#lib/core/context.ts";
import { invalidField } from "#lib/core/errors.ts";
import { parseId } from "#lib/core/ids.ts";
import { decodeCursor, encodeCursor } from "#lib/core/pagination.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { isoTime, queryAsWorkspace } from "#lib/platform/db.ts";
import type { SessionRow } from "./internal/row.ts";
import { toListed } from "./internal/summary.ts";
import { UNSEEN } from "./internal/unseen.ts";
import { type SessionFilters, sessionFiltersSchema } from "./model/session-filters.ts";
import { COUNT_CAP, type SessionPage } from "./model/session-list.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

interface Input {
  filters: SessionFilters;
  /** 1 to 200. */
  limit: number;
  cursor?: string;
}

/**
 * A page of the hosted sessions that fit the filters, latest made first, and how many there are. The order never changes under the
 * reader.
 * @throws DomainError forbidden; validation_failed for bad filters and for a cursor that is not ours
 */
export async function listCancelSessions({ ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<SessionPage> {
  authorize(ctx, "workspace.read");
  const limit = Math.min(Math.max(1, input.limit), 200);
  const values: unknown[] = [ctx.workspace.id];
  const value = (given: unknown) => `$${values.push(given)}`;
  const where = conditions(validated(sessionFiltersSchema, input.filters), value);
  const counted = {
    text: `select count(*)::int as count from (select 1 from cancel_sessions where ${where} limit ${COUNT_CAP + 1}) found`,
    values: [...values],
  };
  const after = input.cursor === undefined ? "" : `and (created_at, id) < (${cursorParts(input.cursor).map(value).join(", ")})`;
  const listed = `select * from cancel_sessions where ${where} ${after} order by created_at desc, id desc limit ${value(limit + 1)}`;
  return queryAsWorkspace(ctx.workspace.id, async (db) => {
    const { rows } = await db.query<SessionRow>(listed, values);
    const count = (await db.query<{ count: number }>(counted)).rows[0]?.count ?? 0;
    const page = rows.slice(0, limit);
    const last = page.at(-1);
    return {
      data: page.map(toListed),
      nextCursor: rows.length > limit && last !== undefined ? encodeCursor([isoTime(last.created_at), last.id]) : null,
      total: { count: Math.min(count, COUNT_CAP), capped: count > COUNT_CAP },
    };
  });
}

function conditions(filters: SessionFilters, value: (given: unknown) => string): string {
  const where = ["workspace_id = $1", `environment = ${value(filters.environment)}`];
  if (filters.statuses.length > 0) where.push(`status = any(${value(filters.statuses)})`);
  if (filters.outcomes.length > 0) where.push(`outcome = any(${value(filters.outcomes)})`);
  if (filters.result === "unseen") where.push(UNSEEN);
  if (filters.search !== null) where.push(searchCondition(filters.search, value));
  return where.join(" and ");
}

/** A session's own id, else a customer's: two exact look-ups, one of the opened and one of the unopened. */
function searchCondition(search: string, value: (given: unknown) => string): string {
  const uuid = parseId("cxs", search);
  if (uuid !== null) return `id = ${value(uuid)}`;
  const user = value(search);
  const of = (opened: string) => `select id from cancel_sessions where workspace_id = $1 and environment = $2 and user_id = ${user} and opened_at is ${opened}`;
  return `id = any(array(${of("null")} union all ${of("not null")}))`;
}

function cursorParts(cursor: string): [at: string, id: string] {
  const [at = "", id = ""] = decodeCursor(cursor, 2) ?? [];
  const isTime = /^\d{4}-/.test(at) && !Number.isNaN(Date.parse(at)) && new Date(at).toISOString() === at;
  if (!isTime || at < "0001" || !UUID.test(id)) throw invalidField("cursor", "format", "is not a nextCursor of this list");
  return [at, id];
}
