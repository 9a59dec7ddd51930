import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { recordAudit } from "../audit/record.ts";
import { changeReasons } from "./internal/change.ts";
import { type ReorderReasonsInput, reorderReasonsInput } from "./model/reason-input.ts";

/**
 * Puts the reasons in the order of `keys`, which must name each of them once: two people who sort at the same time must not
 * undo each other unseen.
 * @throws DomainError forbidden, validation_failed, conflict
 */
export async function reorderReasons({ ctx, input }: { ctx: WorkspaceContext; input: ReorderReasonsInput }): Promise<void> {
  authorize(ctx, "reasons.manage");
  const { keys } = validated(reorderReasonsInput, input);
  const workspaceId = ctx.workspace.id;
  await changeReasons(ctx, async (db, reasons) => {
    const present = new Set(reasons.map(({ key }) => key));
    if (keys.length !== present.size || new Set(keys).size !== keys.length || !keys.every((key) => present.has(key))) {
      throw new DomainError("conflict", "The list changed meanwhile. Look at it as it is now and sort it again; nothing was changed.");
    }
    if (reasons.every(({ key, position }, i) => key === keys[i] && position === i)) return;
    await db.$executeRaw`
      update reasons r set position = o.place - 1, updated_at = ${new Date(ctx.clock.now())}
      from unnest(${keys}::text[]) with ordinality as o (key, place)
      where r.workspace_id = ${workspaceId}::uuid and r.key = o.key and r.position <> o.place - 1`;
    await recordAudit(db, ctx, workspaceId, { action: "reason.reordered", target: "reasons", detail: { order: keys.join(", ") } });
  });
}
