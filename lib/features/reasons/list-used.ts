import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { isoTime, queryAsWorkspace } from "#lib/platform/db.ts";
import type { Reason } from "./model/reason.ts";
import { addUsage, noUsage, type ReasonUsage, type UsedReason } from "./model/reason-usage.ts";

interface Row extends Omit<Reason, "position"> {
  position: number;
  created_at: string;
  prod: number;
  prod_last: string | null;
  sandbox: number;
  sandbox_last: string | null;
}

/** The reasons in their order with how often each was given; one pass over the workspace's events. @throws DomainError forbidden, unavailable */
export async function listUsedReasons({ ctx }: { ctx: WorkspaceContext }): Promise<UsedReason[]> {
  authorize(ctx, "workspace.read");
  const { rows } = await queryAsWorkspace(ctx.workspace.id, (db) =>
    db.query<Row>(
      `select r.key, r.label, r.labels, r.follow_up_question as "followUpQuestion", r.position, r.enabled, r.merged_into as "mergedInto", r.created_at,
         coalesce(u.prod, 0)::int as prod, u.prod_last, coalesce(u.sandbox, 0)::int as sandbox, u.sandbox_last
       from reasons r
       left join (
         select reason_key,
           count(*) filter (where environment = 'prod') as prod, max(occurred_at) filter (where environment = 'prod') as prod_last,
           count(*) filter (where environment = 'sandbox') as sandbox, max(occurred_at) filter (where environment = 'sandbox') as sandbox_last
         from cancellations where workspace_id = $1 group by reason_key
       ) u on u.reason_key = r.key
       where r.workspace_id = $1 order by r.position, r.key`,
      [ctx.workspace.id],
    ),
  );
  return rows.map(({ created_at, prod, prod_last, sandbox, sandbox_last, ...reason }) => {
    const ownUsage = usageOf({ prod, prod_last, sandbox, sandbox_last });
    const merged = rows.filter((row) => row.mergedInto === reason.key).map(usageOf);
    return { ...reason, createdAt: isoTime(created_at), ownUsage, usage: merged.reduce(addUsage, ownUsage) };
  });
}

function usageOf({ prod, prod_last, sandbox, sandbox_last }: Pick<Row, "prod" | "prod_last" | "sandbox" | "sandbox_last">): ReasonUsage {
  const count = (n: number, last: string | null) => (last === null ? noUsage.prod : { count: n, lastUsedAt: isoTime(last) });
  return { prod: count(prod, prod_last), sandbox: count(sandbox, sandbox_last) };
}
