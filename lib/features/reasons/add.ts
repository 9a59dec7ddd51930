import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { recordAudit } from "../audit/record.ts";
import { changeReasons } from "./internal/change.ts";
import { refuseEqualLabels } from "./internal/refuse-equal-labels.ts";
import { type AddReasonInput, addReasonInput } from "./model/reason-input.ts";

/**
 * Adds an enabled reason at the end of the list.
 * @throws DomainError forbidden; validation_failed for a bad key, or a label that is bad or that of another enabled reason; conflict when the key was ever used.
 */
export async function addReason({ ctx, input }: { ctx: WorkspaceContext; input: AddReasonInput }): Promise<void> {
  authorize(ctx, "reasons.manage");
  const { key, label, labels = {}, followUpQuestion = null } = validated(addReasonInput, input);
  const workspaceId = ctx.workspace.id;
  await changeReasons(ctx, async (db, reasons) => {
    if (reasons.some((reason) => reason.key === key)) {
      const message = `The reason "${key}" exists already. A key keeps its meaning for good; enable it again or choose another.`;
      throw new DomainError("conflict", message, { errors: [{ path: "key", code: "taken", message: "was used before; choose another" }] });
    }
    refuseEqualLabels(reasons, { key, label, labels });
    const at = new Date(ctx.clock.now());
    const position = (reasons.at(-1)?.position ?? -1) + 1;
    await db.reason.create({ data: { workspaceId, key, label, labels, followUpQuestion, position, createdAt: at, updatedAt: at } });
    await recordAudit(db, ctx, workspaceId, { action: "reason.added", target: key, detail: { label } });
  });
}
