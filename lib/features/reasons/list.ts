import type { WorkspaceContext } from "#lib/core/context.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";
import type { Reason } from "./model/reason.ts";

/** The workspace's reasons in their order, disabled and merged ones included. */
export function listReasons({ ctx }: { ctx: WorkspaceContext }): Promise<Reason[]> {
  return queryAsWorkspace(ctx.workspace.id, async (db) => {
    const { rows } = await db.query<Reason>(
      `select key, label, labels, follow_up_question as "followUpQuestion", position, enabled, merged_into as "mergedInto"
       from reasons where workspace_id = $1 order by position, key`,
      [ctx.workspace.id],
    );
    return rows;
  });
}
