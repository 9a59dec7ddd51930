import type { WorkspaceContext } from "#lib/core/context.ts";
import { invalidField } from "#lib/core/errors.ts";
import { formatId, parseId } from "#lib/core/ids.ts";
import { decodeCursor, encodeCursor, type Page } from "#lib/core/pagination.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { isoTime, queryAsWorkspace } from "#lib/platform/db.ts";
import { type AuditEntry, type AuditListInput, auditListInput } from "./model/audit-entry.ts";

interface Row {
  id: string;
  at: string;
  actor_type: AuditEntry["actor"]["type"];
  actor_id: string | null;
  actor_name: string | null;
  action: string;
  target: string;
  detail: AuditEntry["detail"];
  request_id: string | null;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LATEST = 8_640_000_000_000;

/** A page of the audit log, the latest first. @throws DomainError forbidden, validation_failed (also for a cursor that is not ours) */
export async function listAuditEntries({ ctx, input }: { ctx: WorkspaceContext; input: AuditListInput }): Promise<Page<AuditEntry>> {
  authorize(ctx, "audit.read");
  const { limit, cursor, ...filters } = validated(auditListInput, input);
  const values: unknown[] = [ctx.workspace.id];
  const value = (given: unknown) => `$${values.push(given)}`;
  const where = ["workspace_id = $1"];
  if (filters.action !== undefined) where.push(`starts_with(action, ${value(filters.action)})`);
  if (filters.actor !== undefined) {
    const id = parseId("usr", filters.actor) ?? parseId("key", filters.actor);
    where.push(id === null ? `actor_name ilike ${value(contains(filters.actor))}` : `actor_id = ${value(id)}`);
  }
  if (filters.target !== undefined) where.push(`target ilike ${value(contains(filters.target))}`);
  if (filters.from !== undefined) where.push(`at >= ${startOfDay(value(filters.from))}`);
  if (filters.to !== undefined) where.push(`at < ${startOfDay(value(filters.to))}`);
  if (cursor !== undefined) {
    const [at = "", id = ""] = decodeCursor(cursor, 2) ?? [];
    if (!/^\d{1,13}$/.test(at) || Number(at) > LATEST || !UUID.test(id)) throw invalidField("cursor", "format", "is not a nextCursor of this list");
    where.push(`(at, id) < (${value(new Date(Number(at)))}, ${value(id)})`);
  }
  const { rows } = await queryAsWorkspace(ctx.workspace.id, (db) =>
    db.query<Row>(
      `select id, at, actor_type, actor_id, actor_name, action, target, detail, request_id
       from audit_log where ${where.join(" and ")} order by at desc, id desc limit ${value(limit + 1)}`,
      values,
    ),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const more = rows.length > limit && last !== undefined;
  return { data: page.map(toEntry), nextCursor: more ? encodeCursor([String(Date.parse(isoTime(last.at))), last.id]) : null };
}

/** A pattern that finds the text as it is written. */
const contains = (text: string) => `%${text.replace(/[\\%_]/g, "\\$&")}%`;

/** The first moment of a day where the workspace is. */
const startOfDay = (day: string) => `(${day}::timestamp at time zone (select time_zone from workspaces where id = $1))`;

function toEntry(row: Row): AuditEntry {
  const prefix = row.actor_type === "user" ? "usr" : "key";
  return {
    id: row.id,
    at: isoTime(row.at),
    actor: { type: row.actor_type, id: row.actor_id === null ? null : formatId(prefix, row.actor_id), name: row.actor_name },
    action: row.action,
    target: row.target,
    detail: row.detail,
    requestId: row.request_id,
  };
}
