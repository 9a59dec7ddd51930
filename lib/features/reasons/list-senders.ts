import { DAY_MS } from "#lib/core/clock.ts";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { isoTime, queryAsWorkspace } from "#lib/platform/db.ts";
import { RECENT_DAYS, type ReasonSender } from "./model/reason-usage.ts";

/** Whose calls came with a reason's key in the last RECENT_DAYS days, who sent most first. @throws DomainError forbidden, unavailable */
export async function listReasonSenders({ ctx, input }: { ctx: WorkspaceContext; input: { key: string } }): Promise<ReasonSender[]> {
  authorize(ctx, "workspace.read");
  const { rows } = await queryAsWorkspace(ctx.workspace.id, (db) =>
    db.query<Omit<ReasonSender, "lastAt"> & { last: string }>(
      `select k.name as "apiKey", c.environment, count(*)::int as count, max(c.received_at) as last
       from cancellations c left join api_keys k on k.workspace_id = c.workspace_id and k.id = c.api_key_id
       where c.workspace_id = $1 and c.reason_key = $2 and c.source = 'api' and c.received_at >= $3
       group by k.id, k.name, c.environment order by count desc, k.name, c.environment`,
      [ctx.workspace.id, input.key, new Date(ctx.clock.now() - RECENT_DAYS * DAY_MS).toISOString()],
    ),
  );
  return rows.map(({ last, ...sender }) => ({ ...sender, lastAt: isoTime(last) }));
}
