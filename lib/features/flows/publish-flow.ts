import { actorId, type WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { recordAudit } from "../audit/record.ts";
import { changeDraft } from "./internal/change-draft.ts";
import { lintFactsIn } from "./lint-facts.ts";
import { diffFlows } from "./model/diff.ts";
import { flowConfigSchema } from "./model/flow-config.ts";
import { type PublishFlowInput, publishFlowInput } from "./model/flow-state.ts";
import { lintFlow } from "./model/lint.ts";

/**
 * Publishes the saved draft as the next version: links made from now on run on it, sessions that exist stay on theirs.
 * @throws DomainError forbidden; validation_failed with every reason why such a flow is refused, by its path; conflict when somebody
 * else saved or published since `revision`, or when nothing has changed
 */
export async function publishFlow({ ctx, input }: { ctx: WorkspaceContext; input: PublishFlowInput }): Promise<{ version: number }> {
  authorize(ctx, "flow.manage");
  const { revision, note = null } = validated(publishFlowInput, input);
  const workspaceId = ctx.workspace.id;
  return changeDraft(ctx, revision, async (db, { draft, publishedVersion }) => {
    if (draft === null) throw new DomainError("conflict", "There is no draft yet. Save one first.");
    const errors = lintFlow(draft, await lintFactsIn(db, { ctx })).filter(({ level }) => level === "error");
    if (errors.length > 0) {
      throw new DomainError("validation_failed", errors.map(({ where, says }) => `${where}: ${says}`).join(" "), {
        errors: errors.map(({ path, rule, says }) => ({ path, code: rule ?? "refused", message: says })),
      });
    }
    const last =
      publishedVersion === 0 ? null : await db.flowVersion.findUniqueOrThrow({ where: { workspaceId_version: { workspaceId, version: publishedVersion } } });
    if (last !== null && diffFlows(flowConfigSchema.parse(last.config), draft).length === 0) {
      throw new DomainError("conflict", `Nothing has changed since version ${publishedVersion}.`);
    }
    const version = publishedVersion + 1;
    const publishedBy = ctx.actor.type === "user" ? actorId(ctx.actor) : null;
    await db.flowVersion.create({ data: { workspaceId, version, config: draft, publishedAt: new Date(ctx.clock.now()), publishedBy, note } });
    await db.flow.update({ where: { workspaceId }, data: { publishedVersion: version } });
    await recordAudit(db, ctx, workspaceId, { action: "flow.published", target: `version ${version}`, detail: { note } });
    return { version };
  });
}
