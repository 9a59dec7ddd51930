import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { lockWorkspaceIn } from "../workspaces/lock.ts";
import { originInput } from "./model/return-settings.ts";

/**
 * New links may no longer lead there; sessions that exist still do, since their customers must be able to get back.
 * @throws DomainError forbidden, validation_failed, not_found; conflict while the default return URL lies there.
 */
export async function removeReturnOrigin({ ctx, input }: { ctx: WorkspaceContext; input: { origin: string } }): Promise<void> {
  authorize(ctx, "settings.manage");
  const { origin } = validated(originInput, input);
  const workspaceId = ctx.workspace.id;
  await withWorkspace(workspaceId, async (db) => {
    await lockWorkspaceIn(db, { ctx });
    const { defaultReturnUrl } = await db.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
    if (defaultReturnUrl !== null && new URL(defaultReturnUrl).origin === origin) {
      throw new DomainError("conflict", "The default return URL lies on this origin. Change it first.");
    }
    const { count } = await db.returnOrigin.deleteMany({ where: { workspaceId, origin } });
    if (count === 0) throw new DomainError("not_found", `${origin} is not among the return origins.`);
    await recordAudit(db, ctx, workspaceId, { action: "return_origin.removed", target: origin });
  });
}
