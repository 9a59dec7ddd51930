import { DAY_MS } from "#lib/core/clock.ts";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { parseId, timeOfUuid } from "#lib/core/ids.ts";
import { type CancellationFilters, NOT_GIVEN } from "../model/filters.ts";
import type { Conditions } from "./page.ts";

const ID_WINDOW_MS = 2 * DAY_MS;

/** The explorer's filters as SQL, for its pages and for what is exported of them. */
export function conditionsOf(ctx: WorkspaceContext, filters: CancellationFilters): Conditions {
  const values: unknown[] = [ctx.workspace.id, filters.environment];
  const value = (given: unknown) => `$${values.push(given)}`;
  const where = ["workspace_id = $1", "environment = $2"];
  if (filters.outcomes.length > 0) where.push(`outcome = any(${value(filters.outcomes)})`);
  if (filters.reasons.length > 0) where.push(reasonCondition(filters.reasons, value));
  if (filters.plan !== null) where.push(`plan = ${value(filters.plan)}`);
  if (filters.source !== null) where.push(`source = ${value(filters.source)}`);
  if (filters.offer !== null) where.push({ shown: "offer_type <> 'none'", accepted: "offer_accepted", none: "offer_type = 'none'" }[filters.offer]);
  if (filters.from !== null) where.push(`occurred_at >= ${startOfDay(value(filters.from))}`);
  if (filters.to !== null) where.push(`occurred_at < ${startOfDay(value(filters.to))}`);
  if (filters.mrrMin !== null) where.push(`mrr >= ${value(filters.mrrMin)}`);
  if (filters.mrrMax !== null) where.push(`mrr <= ${value(filters.mrrMax)}`);
  if (filters.search !== null) where.push(searchCondition(filters.search, value));
  return { where, values };
}

/** A key stands for its target and all that is merged into it; asked as a list that the database works out once. */
function reasonCondition(reasons: readonly string[], value: (given: unknown) => string): string {
  const keys = reasons.filter((reason) => reason !== NOT_GIVEN);
  const parts = [];
  if (keys.length > 0) {
    parts.push(`reason_key = any(array(
      select key from reasons where workspace_id = $1 and coalesce(merged_into, key) in (
        select coalesce(merged_into, key) from reasons where workspace_id = $1 and key = any(${value(keys)}))))`);
  }
  if (keys.length < reasons.length) parts.push("reason_key is null");
  return `(${parts.join(" or ")})`;
}

/** Exact look-ups, each through an index, then the events by their key. */
function searchCondition(search: string, value: (given: unknown) => string): string {
  const text = value(search);
  const where = (condition: string) => `select event_id from cancellations where workspace_id = $1 and environment = $2 and ${condition}`;
  const found = [where(`event_id = ${text}`), where(`user_id = ${text}`)];
  const uuid = parseId("can", search);
  if (uuid !== null) {
    // An id tells when its event was received, which for most is when it occurred: a small part of the listing's index. An
    // index of its own would cost every event more than it saves the few who search for one that was imported.
    const id = value(uuid);
    const [from, to] = [-ID_WINDOW_MS, ID_WINDOW_MS].map((distance) => value(new Date(timeOfUuid(uuid) + distance)));
    found.push(`select coalesce((${where(`id = ${id} and occurred_at between ${from} and ${to}`)}), (${where(`id = ${id}`)}))`);
  }
  return `event_id = any(array(${found.join(" union ")}))`;
}

/** The first moment of a day where the workspace is. */
const startOfDay = (day: string) => `(${day}::timestamp at time zone (select time_zone from workspaces where id = $1))`;
