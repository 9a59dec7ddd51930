import { queryAsWorkspace } from "#lib/platform/db.ts";
import { withDirectory } from "#lib/platform/prisma.ts";

interface HostedLogo {
  contentType: string;
  content: Buffer;
}

/** A logo for whoever has its address, as every customer of the merchant has; null when there is none. */
export async function hostedLogo({ workspaceKey, id }: { workspaceKey: string; id: string }): Promise<HostedLogo | null> {
  const workspace = await withDirectory((db) => db.workspace.findUnique({ where: { workspaceKey }, select: { id: true } }));
  if (workspace === null) return null;
  return queryAsWorkspace(workspace.id, async (db) => {
    const { rows } = await db.query<{ content_type: string; content: Buffer }>(
      "select content_type, content from flow_logos where workspace_id = $1 and id = $2",
      [workspace.id, id],
    );
    return rows[0] === undefined ? null : { contentType: rows[0].content_type, content: rows[0].content };
  });
}
