import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { recordAudit } from "../audit/record.ts";
import { changeReasons, reasonOf } from "./internal/change.ts";
import { type UnmergeReasonInput, unmergeReasonInput } from "./model/reason-input.ts";

/**
 * Lets a merged reason count for itself again, in past figures too, enabled or disabled as it was before. Keys that followed
 * it into its target stay there, but for those named as `followers`.
 * @throws DomainError forbidden, not_found; conflict when it is not merged.
 */
export async function unmergeReason({ ctx, input }: { ctx: WorkspaceContext; input: UnmergeReasonInput }): Promise<void> {
  authorize(ctx, "reasons.manage");
  const { key, followers } = validated(unmergeReasonInput, input);
  const workspaceId = ctx.workspace.id;
  await changeReasons(ctx, async (db, reasons) => {
    const { mergedInto } = reasonOf(reasons, key);
    if (mergedInto === null) throw new DomainError("conflict", `"${key}" is not merged into another reason.`);
    await db.reason.update({ where: { workspaceId_key: { workspaceId, key } }, data: { mergedInto: null, updatedAt: new Date(ctx.clock.now()) } });
    const { count } = await db.reason.updateMany({
      where: { workspaceId, key: { in: followers }, mergedInto },
      data: { mergedInto: key, updatedAt: new Date(ctx.clock.now()) },
    });
    await recordAudit(db, ctx, workspaceId, { action: "reason.unmerged", target: key, detail: { from: mergedInto, ...(count > 0 && { followedBy: count }) } });
  });
}
