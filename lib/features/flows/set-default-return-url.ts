import type { WorkspaceContext } from "#lib/core/context.ts";
import { invalidField } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { recordAudit } from "../audit/record.ts";
import { lockWorkspaceIn } from "../workspaces/lock.ts";
import { defaultReturnUrlInput } from "./model/return-settings.ts";
import { isAllowedReturn, parseReturnUrl } from "./model/return-url.ts";

/**
 * Where links lead back to that name no return URL; an empty text takes it away. Its origin must be on the list.
 * An http address of this machine serves sandbox links alone.
 * @throws DomainError forbidden, validation_failed
 */
export async function setDefaultReturnUrl({ ctx, input }: { ctx: WorkspaceContext; input: { url: string } }): Promise<void> {
  authorize(ctx, "settings.manage");
  const { url: text } = validated(defaultReturnUrlInput, input);
  const parsed = text === "" ? null : parseReturnUrl(text, "sandbox");
  if (parsed !== null && "fault" in parsed) throw invalidField("url", "not_an_address", parsed.fault);
  const workspaceId = ctx.workspace.id;
  await withWorkspace(workspaceId, async (db) => {
    await lockWorkspaceIn(db, { ctx });
    if (parsed !== null) {
      const origins = await db.returnOrigin.findMany({ where: { workspaceId } });
      if (
        !isAllowedReturn(
          parsed.url,
          origins.map((row) => row.origin),
        )
      ) {
        throw invalidField("url", "return_url_not_allowed", `lies on ${parsed.url.origin}, which is not among the return origins; add it first`);
      }
    }
    const defaultReturnUrl = parsed?.url.href ?? null;
    await db.workspace.update({ where: { id: workspaceId }, data: { defaultReturnUrl, updatedAt: new Date(ctx.clock.now()) } });
    // The path may hold what is nobody's business; the origin says enough.
    await recordAudit(db, ctx, workspaceId, { action: "default_return_url.set", target: parsed?.url.origin ?? "none" });
  });
}
