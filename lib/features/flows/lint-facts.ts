import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { type Transaction, withWorkspace } from "#lib/platform/prisma.ts";
import type { LintFacts } from "./model/lint-finding.ts";

/** What a draft is checked against, as it stands now. @throws DomainError forbidden, unavailable */
export async function lintFacts({ ctx }: { ctx: WorkspaceContext }): Promise<LintFacts> {
  authorize(ctx, "flow.read");
  return withWorkspace(ctx.workspace.id, (db) => lintFactsIn(db, { ctx }));
}

/** The same inside a transaction. */
export async function lintFactsIn(db: Transaction, { ctx }: { ctx: WorkspaceContext }): Promise<LintFacts> {
  const workspaceId = ctx.workspace.id;
  const reasons = await db.reason.findMany({ where: { workspaceId }, select: { key: true, label: true, enabled: true, mergedInto: true } });
  const { currency } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId }, select: { currency: true } });
  const returnOrigins = await db.returnOrigin.count({ where: { workspaceId } });
  return { reasons, currency, returnOrigins, shownAccent: null, at: ctx.clock.now() };
}
