import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError, invalidField } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { recordAudit } from "../audit/record.ts";
import { changeReasons, keepOneEnabled, reasonOf } from "./internal/change.ts";
import { type MergeReasonInput, mergeReasonInput } from "./model/reason-input.ts";

/**
 * Counts `key` as `into` from now on, in all figures, past ones too. Stored events keep the key they were given, and the key
 * stays accepted. Keys that were merged into `key` follow it, so that there is never a chain.
 * @throws DomainError forbidden, not_found; validation_failed into itself; conflict when one of the two is merged already,
 * or when no enabled reason would be left.
 */
export async function mergeReason({ ctx, input }: { ctx: WorkspaceContext; input: MergeReasonInput }): Promise<void> {
  authorize(ctx, "reasons.manage");
  const { key, into } = validated(mergeReasonInput, input);
  if (key === into) throw invalidField("into", "same", "must be another reason");
  const workspaceId = ctx.workspace.id;
  await changeReasons(ctx, async (db, reasons) => {
    for (const reason of [reasonOf(reasons, key), reasonOf(reasons, into)]) {
      if (reason.mergedInto === null) continue;
      throw new DomainError("conflict", `"${reason.key}" is merged into "${reason.mergedInto}" already. Undo that first, or merge "${reason.mergedInto}".`);
    }
    keepOneEnabled(reasons, key);
    const { count } = await db.reason.updateMany({
      where: { workspaceId, OR: [{ key }, { mergedInto: key }] },
      data: { mergedInto: into, updatedAt: new Date(ctx.clock.now()) },
    });
    await recordAudit(db, ctx, workspaceId, { action: "reason.merged", target: key, detail: { into, ...(count > 1 && { followedBy: count - 1 }) } });
  });
}
