import type { Context, Plan, WorkspaceRef } from "#lib/core/context.ts";
import type { Transaction } from "#lib/platform/prisma.ts";
import { accessAt } from "./model/access-at.ts";

/** The workspace of a UUID as it is now, in the caller's transaction. @throws when there is none */
export async function readWorkspaceIn(db: Transaction, { ctx, input }: { ctx: Context; input: { id: string } }): Promise<WorkspaceRef> {
  const row = await db.workspace.findUniqueOrThrow({ where: { id: input.id } });
  return { id: row.id, slug: row.slug, plan: row.plan as Plan, access: accessAt(row, ctx.clock.now()), isDemo: row.isDemo };
}
