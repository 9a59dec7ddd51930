import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { authorize } from "#lib/core/permissions.ts";
import { isoTime, isoTimeOrNull, queryAsWorkspace } from "#lib/platform/db.ts";
import type { EndpointActivity, RecentDelivery } from "./model/delivery.ts";
import { TEST_EVENT } from "./model/event.ts";

/** A test that lies further back than so many messages is not looked for. */
const LOOKED_THROUGH = 200;

interface Row extends Pick<RecentDelivery, "state" | "attempts" | "type"> {
  endpoint_id: string;
  message_id: string;
  place: number;
  next_attempt_at: string | null;
  at: string | null;
  duration_ms: number;
  status: number | null;
  error: string | null;
}

interface Input {
  environment: Environment;
  /** How many of each endpoint, the latest first. */
  each: number;
}

/** The latest deliveries and the last test of each of an environment's endpoints, by the endpoint's id (`whe_…`). @throws DomainError forbidden, demo_workspace, unavailable */
export async function recentDeliveries({ ctx, input }: { ctx: WorkspaceContext; input: Input }): Promise<Record<string, EndpointActivity>> {
  authorize(ctx, "webhooks.read");
  const { rows } = await queryAsWorkspace(ctx.workspace.id, (db) =>
    db.query<Row>(
      `select e.id as endpoint_id, d.message_id, d.place::int, o.topic as type, d.state, d.attempts, d.next_attempt_at, a.at, a.duration_ms, a.status, a.error
       from webhook_endpoints e
       cross join lateral (
         select *, row_number() over (order by message_id desc) as place from (
           select * from webhook_deliveries where workspace_id = e.workspace_id and endpoint_id = e.id order by message_id desc limit $3
         ) latest
       ) d
       join outbox o on o.workspace_id = d.workspace_id and o.id = d.message_id
       left join lateral (
         select * from webhook_attempts
         where workspace_id = d.workspace_id and message_id = d.message_id and endpoint_id = d.endpoint_id order by number desc limit 1
       ) a on true
       where e.workspace_id = $1 and e.environment = $2 and (d.place <= $4 or o.topic = $5)
       order by e.id, d.place`,
      [ctx.workspace.id, input.environment, LOOKED_THROUGH, input.each, TEST_EVENT],
    ),
  );
  const activity: Record<string, EndpointActivity> = {};
  for (const row of rows) {
    const id = formatId("whe", row.endpoint_id);
    const of = activity[id] ?? { deliveries: [], lastTest: null };
    activity[id] = of;
    const delivery = toDelivery(row);
    if (row.place <= input.each) of.deliveries.push(delivery);
    if (row.type === TEST_EVENT) of.lastTest ??= delivery;
  }
  return activity;
}

function toDelivery({ message_id, type, state, attempts, next_attempt_at, at, duration_ms, status, error }: Row): RecentDelivery {
  return {
    messageId: formatId("msg", message_id),
    type,
    state,
    attempts,
    nextAttemptAt: isoTimeOrNull(next_attempt_at),
    lastAttempt: at === null ? null : { at: isoTime(at), durationMs: duration_ms, status, error },
  };
}
