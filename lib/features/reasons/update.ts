import { isDeepStrictEqual } from "node:util";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { recordAudit } from "../audit/record.ts";
import { changeReasons, reasonOf } from "./internal/change.ts";
import { refuseEqualLabels } from "./internal/refuse-equal-labels.ts";
import { type UpdateReasonInput, updateReasonInput } from "./model/reason-input.ts";

/**
 * Changes what customers read: the label, its translations (all of them at once) and the follow-up question. The key, and
 * with it the meaning, stays. What is left out stays as it is.
 * @throws DomainError forbidden, not_found; validation_failed, also for a label that another enabled reason has
 */
export async function updateReason({ ctx, input }: { ctx: WorkspaceContext; input: UpdateReasonInput }): Promise<void> {
  authorize(ctx, "reasons.manage");
  const { key, ...wanted } = validated(updateReasonInput, input);
  const workspaceId = ctx.workspace.id;
  await changeReasons(ctx, async (db, reasons) => {
    const { label, labels, followUpQuestion, enabled, mergedInto } = reasonOf(reasons, key);
    const before = { label, labels, followUpQuestion };
    const after = {
      label: wanted.label ?? label,
      labels: wanted.labels ?? labels,
      followUpQuestion: wanted.followUpQuestion === undefined ? followUpQuestion : wanted.followUpQuestion,
    };
    if (isDeepStrictEqual(before, after)) return;
    if (enabled && mergedInto === null) refuseEqualLabels(reasons, { key, ...after }, before);
    await db.reason.update({ where: { workspaceId_key: { workspaceId, key } }, data: { ...wanted, updatedAt: new Date(ctx.clock.now()) } });
    await recordAudit(db, ctx, workspaceId, {
      action: "reason.updated",
      target: key,
      detail: {
        ...(after.label !== label && { labelFrom: label, labelTo: after.label }),
        ...(!isDeepStrictEqual(after.labels, labels) && { languages: Object.keys(after.labels).join(", ") }),
        ...(after.followUpQuestion !== followUpQuestion && { followUpQuestion: after.followUpQuestion }),
      },
    });
  });
}
