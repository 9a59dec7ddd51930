import { DAY_MS } from "#lib/core/clock.ts";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { isoTime, queryAsWorkspace } from "#lib/platform/db.ts";
import type { Reason } from "./model/reason.ts";
import { addUsage, noUsage, RECENT_DAYS, type ReasonUsage, type UsedReason } from "./model/reason-usage.ts";

interface Row extends Omit<Reason, "position"> {
  position: number;
  created_at: string;
  prod: number;
  prod_last: string | null;
  sandbox: number;
  sandbox_last: string | null;
  prod_sent: number;
  sandbox_sent: number;
}

/** The reasons in their order with how often each was given; one pass over the workspace's events. @throws DomainError forbidden, unavailable */
export async function listUsedReasons({ ctx }: { ctx: WorkspaceContext }): Promise<UsedReason[]> {
  authorize(ctx, "workspace.read");
  const { rows } = await queryAsWorkspace(ctx.workspace.id, (db) =>
    db.query<Row>(
      `select r.key, r.label, r.labels, r.follow_up_question as "followUpQuestion", r.position, r.enabled, r.merged_into as "mergedInto", r.created_at,
         coalesce(u.prod, 0)::int as prod, u.prod_last, coalesce(u.sandbox, 0)::int as sandbox, u.sandbox_last,
         coalesce(u.prod_sent, 0)::int as prod_sent, coalesce(u.sandbox_sent, 0)::int as sandbox_sent
       from reasons r
       left join (
         select reason_key,
           count(*) filter (where environment = 'prod') as prod, max(occurred_at) filter (where environment = 'prod') as prod_last,
           count(*) filter (where environment = 'sandbox') as sandbox, max(occurred_at) filter (where environment = 'sandbox') as sandbox_last,
           count(*) filter (where environment = 'prod' and source = 'api' and received_at >= $2) as prod_sent,
           count(*) filter (where environment = 'sandbox' and source = 'api' and received_at >= $2) as sandbox_sent
         from cancellations where workspace_id = $1 group by reason_key
       ) u on u.reason_key = r.key
       where r.workspace_id = $1 order by r.position, r.key`,
      [ctx.workspace.id, new Date(ctx.clock.now() - RECENT_DAYS * DAY_MS)],
    ),
  );
  return rows.map(({ created_at, prod, prod_last, sandbox, sandbox_last, prod_sent, sandbox_sent, ...reason }) => {
    const ownUsage = usageOf({ prod, prod_last, sandbox, sandbox_last });
    const merged = rows.filter((row) => row.mergedInto === reason.key).map(usageOf);
    return {
      ...reason,
      createdAt: isoTime(created_at),
      ownUsage,
      sentLately: { prod: prod_sent, sandbox: sandbox_sent },
      usage: merged.reduce(addUsage, ownUsage),
    };
  });
}

function usageOf({ prod, prod_last, sandbox, sandbox_last }: Pick<Row, "prod" | "prod_last" | "sandbox" | "sandbox_last">): ReasonUsage {
  const count = (n: number, last: string | null) => (last === null ? noUsage.prod : { count: n, lastUsedAt: isoTime(last) });
  return { prod: count(prod, prod_last), sandbox: count(sandbox, sandbox_last) };
}
