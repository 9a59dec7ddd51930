import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { hasProdEventsIn } from "./internal/has-prod-events.ts";
import type { WorkspaceProfile } from "./model/workspace-settings.ts";

/** @throws DomainError forbidden, not_found, unavailable */
export async function workspaceProfile({ ctx }: { ctx: WorkspaceContext }): Promise<WorkspaceProfile> {
  authorize(ctx, "workspace.read");
  const { row, currencyFixed } = await withWorkspace(ctx.workspace.id, async (db) => ({
    row: await db.workspace.findUnique({ where: { id: ctx.workspace.id } }),
    currencyFixed: await hasProdEventsIn(db, ctx.workspace.id),
  }));
  if (row === null) throw new DomainError("not_found", "No such workspace.");
  const { workspaceKey, name, timeZone, currency, createdAt } = row;
  return { workspaceKey, name, timeZone, currency, currencyFixed, createdAt: createdAt.toISOString() };
}
