import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { recordAudit } from "../audit/record.ts";
import { changeReasons, keepOneEnabled, reasonOf } from "./internal/change.ts";
import { type SetReasonEnabledInput, setReasonEnabledInput } from "./model/reason-input.ts";

/**
 * Enables or disables a reason; to what it is already is no change. Events that carry it stay as they are.
 * @throws DomainError forbidden, not_found; conflict for the last enabled reason and for a merged one.
 */
export async function setReasonEnabled({ ctx, input }: { ctx: WorkspaceContext; input: SetReasonEnabledInput }): Promise<void> {
  authorize(ctx, "reasons.manage");
  const { key, enabled } = validated(setReasonEnabledInput, input);
  const workspaceId = ctx.workspace.id;
  await changeReasons(ctx, async (db, reasons) => {
    const reason = reasonOf(reasons, key);
    if (reason.mergedInto !== null) {
      throw new DomainError("conflict", `"${key}" is merged into "${reason.mergedInto}": its key stays accepted and counts there. Undo the merge first.`);
    }
    if (reason.enabled === enabled) return;
    if (!enabled) keepOneEnabled(reasons, key);
    await db.reason.update({ where: { workspaceId_key: { workspaceId, key } }, data: { enabled, updatedAt: new Date(ctx.clock.now()) } });
    await recordAudit(db, ctx, workspaceId, { action: enabled ? "reason.enabled" : "reason.disabled", target: key });
  });
}
