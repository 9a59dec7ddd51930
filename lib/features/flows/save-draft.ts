import type { WorkspaceContext } from "#lib/core/context.ts";
import { invalidField } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { recordAudit } from "../audit/record.ts";
import { changeDraft, writeDraft } from "./internal/change-draft.ts";
import { type SaveDraftInput, saveDraftInput } from "./model/flow-state.ts";

/**
 * Saves the whole draft; nothing that customers see changes before it is published.
 * @returns the revision that the next change begins with
 * @throws DomainError forbidden, validation_failed; conflict when somebody else saved since `revision`
 */
export async function saveDraft({ ctx, input }: { ctx: WorkspaceContext; input: SaveDraftInput }): Promise<{ revision: number }> {
  authorize(ctx, "flow.manage");
  const { revision, config } = validated(saveDraftInput, input);
  const workspaceId = ctx.workspace.id;
  return changeDraft(ctx, revision, async (db, held) => {
    const { logoId } = config.branding;
    const hasLogo = logoId === null || (await db.flowLogo.count({ where: { workspaceId, id: logoId } })) > 0;
    if (!hasLogo) throw invalidField("config.branding.logoId", "unknown_logo", "is no logo of this workspace; upload it again");
    const next = await writeDraft(db, ctx, held, config);
    await recordAudit(db, ctx, workspaceId, { action: "flow.draft_saved", target: `revision ${next}`, detail: { offers: config.offers.length } });
    return { revision: next };
  });
}
