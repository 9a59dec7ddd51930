import type { WorkspaceContext } from "#lib/core/context.ts";
import { authorize } from "#lib/core/permissions.ts";
import { withWorkspace } from "#lib/platform/prisma.ts";
import { namesIn } from "./internal/names.ts";
import type { FlowVersionHead } from "./model/flow-state.ts";

/**
 * The published versions, the latest first.
 * @param input.before only versions below this one; null: from the latest on
 * @returns up to `limit` of them, and where the next page begins (null: none is left)
 * @throws DomainError forbidden, unavailable
 */
export async function listFlowVersions({
  ctx,
  input,
}: {
  ctx: WorkspaceContext;
  input: { before: number | null; limit: number };
}): Promise<{ versions: FlowVersionHead[]; nextBefore: number | null }> {
  authorize(ctx, "flow.read");
  const workspaceId = ctx.workspace.id;
  return withWorkspace(workspaceId, async (db) => {
    const found = await db.flowVersion.findMany({
      where: { workspaceId, ...(input.before !== null && { version: { lt: input.before } }) },
      select: { version: true, publishedAt: true, publishedBy: true, note: true },
      orderBy: { version: "desc" },
      take: input.limit + 1,
    });
    const rows = found.slice(0, input.limit);
    const nameOf = await namesIn(
      db,
      rows.map(({ publishedBy }) => publishedBy),
    );
    return {
      versions: rows.map(({ version, publishedAt, publishedBy, note }) => ({
        version,
        publishedAt: publishedAt.toISOString(),
        publishedBy: nameOf(publishedBy),
        note,
      })),
      nextBefore: found.length > rows.length ? (rows.at(-1)?.version ?? null) : null,
    };
  });
}
