import type { WorkspaceContext } from "#lib/core/context.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { actingUser } from "./internal/acting-user.ts";

/** Notes that the signed-in user is in the context's workspace now, so that /dashboard leads there. @throws DomainError unauthenticated, unavailable */
export async function rememberWorkspace({ ctx }: { ctx: WorkspaceContext }): Promise<void> {
  const id = actingUser(ctx);
  await withDirectory((db) => db.user.updateMany({ where: { id }, data: { lastWorkspaceId: ctx.workspace.id } }));
}
