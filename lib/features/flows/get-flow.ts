import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { namesIn } from "./internal/names.ts";
import { DEFAULT_FLOW, flowConfigSchema } from "./model/flow-config.ts";
import type { FlowState } from "./model/flow-state.ts";

/** The draft, and what is published. @throws DomainError forbidden, unavailable */
export async function getFlow({ ctx }: { ctx: WorkspaceContext }): Promise<FlowState> {
  authorize(ctx, "flow.read");
  const workspaceId = ctx.workspace.id;
  return withWorkspace(workspaceId, async (db) => {
    const flow = await db.flow.findUnique({ where: { workspaceId } });
    if (flow === null) return { draft: DEFAULT_FLOW, revision: 0, savedAt: null, savedBy: null, published: null };
    const version =
      flow.publishedVersion === 0 ? null : await db.flowVersion.findUnique({ where: { workspaceId_version: { workspaceId, version: flow.publishedVersion } } });
    const nameOf = await namesIn(db, [flow.draftSavedBy, version?.publishedBy ?? null]);
    return {
      draft: flowConfigSchema.parse(flow.draft),
      revision: flow.draftRevision,
      savedAt: flow.draftSavedAt.toISOString(),
      savedBy: nameOf(flow.draftSavedBy),
      published: version && {
        version: version.version,
        publishedAt: version.publishedAt.toISOString(),
        publishedBy: nameOf(version.publishedBy),
        note: version.note,
        config: flowConfigSchema.parse(version.config),
      },
    };
  });
}
