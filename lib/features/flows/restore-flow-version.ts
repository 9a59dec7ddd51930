import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { recordAudit } from "../audit/record.ts";
import { changeDraft, writeDraft } from "./internal/change-draft.ts";
import { flowConfigSchema } from "./model/flow-config.ts";
import { type RestoreVersionInput, restoreVersionInput } from "./model/flow-state.ts";

/**
 * Makes an earlier version the draft again; customers see it once the draft is published.
 * @returns the revision that the next change begins with
 * @throws DomainError forbidden, validation_failed, not_found; conflict when somebody else saved since `revision`
 */
export async function restoreFlowVersion({ ctx, input }: { ctx: WorkspaceContext; input: RestoreVersionInput }): Promise<{ revision: number }> {
  authorize(ctx, "flow.manage");
  const { version, revision } = validated(restoreVersionInput, input);
  const workspaceId = ctx.workspace.id;
  return changeDraft(ctx, revision, async (db, held) => {
    const row = await db.flowVersion.findUnique({ where: { workspaceId_version: { workspaceId, version } } });
    if (row === null) throw new DomainError("not_found", `There is no version ${version} of this flow.`);
    const next = await writeDraft(db, ctx, held, flowConfigSchema.parse(row.config));
    await recordAudit(db, ctx, workspaceId, { action: "flow.version_restored", target: `version ${version}` });
    return { revision: next };
  });
}
