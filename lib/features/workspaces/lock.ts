import type { WorkspaceContext } from "#lib/core/context.ts";
import type { Transaction } from "#lib/platform/prisma.ts";

/**
 * Makes changes of a workspace's configuration wait for each other until the transaction ends, where a rule looks at several
 * rows ("at least one reason stays enabled"). Ingestion takes no such lock and never waits.
 */
export async function lockWorkspaceIn(db: Transaction, { ctx }: { ctx: WorkspaceContext }): Promise<void> {
  await db.$queryRaw`select 1 from workspaces where id = ${ctx.workspace.id}::uuid for no key update`;
}
