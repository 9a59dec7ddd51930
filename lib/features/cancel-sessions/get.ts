import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { parseId } from "#lib/core/ids.ts";
import { isoTime, queryAsWorkspace } from "#lib/platform/db.ts";
import type { SessionRow } from "./internal/row.ts";
import { readSteps } from "./internal/steps.ts";
import { resultOf, toSummary } from "./internal/summary.ts";
import type { CancelSession } from "./model/session.ts";

/**
 * One session with its whole timeline.
 * @throws DomainError not_found; and what `allowEnvironment` throws
 */
export async function getCancelSession({
  ctx,
  input,
}: {
  ctx: WorkspaceContext;
  input: { id: string; allowEnvironment(environment: Environment): void };
}): Promise<CancelSession> {
  const uuid = parseId("cxs", input.id);
  const found = uuid === null ? null : await read(ctx.workspace.id, uuid);
  if (found === null) throw new DomainError("not_found", "There is no such session.");
  input.allowEnvironment(found.environment);
  return found;
}

function read(workspaceId: string, id: string): Promise<CancelSession | null> {
  return queryAsWorkspace(workspaceId, async (db) => {
    const { rows } = await db.query<SessionRow>("select * from cancel_sessions where workspace_id = $1 and id = $2", [workspaceId, id]);
    const row = rows[0];
    if (row === undefined) return null;
    const steps = await readSteps(db, workspaceId, id);
    return {
      ...toSummary(row),
      timeline: [{ at: isoTime(row.created_at), type: "created" as const }, ...steps.map(({ at, type, data }) => ({ ...data, at, type }))],
      result: resultOf(row),
    };
  });
}
