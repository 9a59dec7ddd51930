import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { lockWorkspaceIn } from "../workspaces/lock.ts";
import { originInput } from "./model/return-settings.ts";
import { parseReturnOrigin } from "./model/return-url.ts";

const MOST = 50;

/**
 * Allows hosted sessions to lead back to an origin; nothing happens when they may already.
 * @returns the origin as it is kept: in the URL standard's own spelling.
 * @throws DomainError forbidden, validation_failed; conflict beyond 50 of them.
 */
export async function addReturnOrigin({ ctx, input }: { ctx: WorkspaceContext; input: { origin: string } }): Promise<string> {
  authorize(ctx, "settings.manage");
  const parsed = parseReturnOrigin(validated(originInput, input).origin);
  if ("fault" in parsed) throw invalidField("origin", "not_an_origin", parsed.fault);
  const { origin } = parsed;
  const workspaceId = ctx.workspace.id;
  await withWorkspace(workspaceId, async (db) => {
    await lockWorkspaceIn(db, { ctx });
    const held = await db.returnOrigin.findMany({ where: { workspaceId } });
    if (held.some((row) => row.origin === origin)) return;
    if (held.length >= MOST) throw new DomainError("conflict", `A workspace has at most ${MOST} return origins. Remove one first.`);
    await db.returnOrigin.create({ data: { workspaceId, origin, createdAt: new Date(ctx.clock.now()) } });
    await recordAudit(db, ctx, workspaceId, { action: "return_origin.added", target: origin });
  });
  return origin;
}
