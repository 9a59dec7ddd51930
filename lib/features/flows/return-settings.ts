import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import type { ReturnSettings } from "./model/return-settings.ts";

/** @throws DomainError forbidden */
export async function returnSettings({ ctx }: { ctx: WorkspaceContext }): Promise<ReturnSettings> {
  authorize(ctx, "workspace.read");
  const workspaceId = ctx.workspace.id;
  return withWorkspace(workspaceId, async (db) => {
    const rows = await db.returnOrigin.findMany({ where: { workspaceId }, orderBy: [{ createdAt: "asc" }, { origin: "asc" }] });
    const { defaultReturnUrl } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    return { origins: rows.map((row) => row.origin), defaultReturnUrl };
  });
}
