import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authorize } from "#lib/core/permissions.ts";
import { validated } from "#lib/core/validated.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { namesIn } from "./internal/names.ts";
import { flowConfigSchema } from "./model/flow-config.ts";
import { type PublishedFlow, versionInput } from "./model/flow-state.ts";

/** One published version, as it was. @throws DomainError forbidden, validation_failed, not_found, unavailable */
export async function getFlowVersion({ ctx, input }: { ctx: WorkspaceContext; input: { version: number } }): Promise<PublishedFlow> {
  authorize(ctx, "flow.read");
  const { version } = validated(versionInput, input);
  const workspaceId = ctx.workspace.id;
  return withWorkspace(workspaceId, async (db) => {
    const row = await db.flowVersion.findUnique({ where: { workspaceId_version: { workspaceId, version } } });
    if (row === null) throw new DomainError("not_found", `There is no version ${version} of this flow.`);
    const nameOf = await namesIn(db, [row.publishedBy]);
    return {
      version,
      publishedAt: row.publishedAt.toISOString(),
      publishedBy: nameOf(row.publishedBy),
      note: row.note,
      config: flowConfigSchema.parse(row.config),
    };
  });
}
