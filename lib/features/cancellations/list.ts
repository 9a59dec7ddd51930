import type { WorkspaceContext } from "#lib/core/context.ts";
import { invalidField } from "#lib/core/errors.ts";
import { decodeCursor, encodeCursor, type Page } from "#lib/core/pagination.ts";
import { isoTime, queryAsWorkspace } from "#lib/platform/db.ts";
import { type CancellationRow, cancellationColumns, toCancellation } from "./internal/row.ts";
import type { Cancellation, ListInput } from "./model/cancellation.ts";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const STORED_TIME = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,3})?\+00$/;

/** Whether a text is a time as PostgreSQL writes it; it refuses days such as 31 February and the year 0, which JavaScript takes. */
function isStoredTime(text: string): boolean {
  if (!STORED_TIME.test(text) || text < "0001") return false;
  const iso = isoTime(text);
  return !Number.isNaN(Date.parse(iso)) && new Date(iso).toISOString() === iso;
}

/**
 * A page of the workspace's events, latest occurrence first. The order never changes under the reader: occurredAt and id are
 * fixed at the first write.
 * @throws DomainError validation_failed for a cursor that is not ours.
 */
export function listCancellations({ ctx, input }: { ctx: WorkspaceContext; input: ListInput }): Promise<Page<Cancellation>> {
  const values: unknown[] = [ctx.workspace.id, input.environment];
  const value = (given: unknown) => `$${values.push(given)}`;
  const where = ["workspace_id = $1", "environment = $2"];
  if (input.outcome !== undefined) where.push(`outcome = ${value(input.outcome)}`);
  if (input.reasonKey !== undefined) {
    const key = value(input.reasonKey);
    where.push(`reason_key in (select key from reasons where workspace_id = $1 and (key = ${key} or merged_into = ${key}))`);
  }
  if (input.plan !== undefined) where.push(`plan = ${value(input.plan)}`);
  if (input.source !== undefined) where.push(`source = ${value(input.source)}`);
  if (input.from !== undefined) where.push(`occurred_at >= ${value(new Date(input.from))}`);
  if (input.to !== undefined) where.push(`occurred_at < ${value(new Date(input.to))}`);
  if (input.cursor !== undefined) {
    const [at = "", id = ""] = decodeCursor(input.cursor, 2) ?? [];
    if (!isStoredTime(at) || !UUID.test(id)) {
      throw invalidField("cursor", "format", "is not a nextCursor of this list");
    }
    where.push(`(occurred_at, id) < (${value(at)}, ${value(id)})`);
  }
  return queryAsWorkspace(ctx.workspace.id, async (db) => {
    const { rows } = await db.query<CancellationRow>(
      `select ${cancellationColumns} from cancellations where ${where.join(" and ")}
       order by occurred_at desc, id desc limit ${value(input.limit + 1)}`,
      values,
    );
    const page = rows.slice(0, input.limit);
    const last = page.at(-1);
    return {
      data: page.map(toCancellation),
      nextCursor: rows.length > input.limit && last !== undefined ? encodeCursor([last.occurred_at, last.id]) : null,
    };
  });
}
