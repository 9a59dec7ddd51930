import type { Access, Context, Plan } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { accessAt } from "./model/access-at.ts";

/** A workspace as an operator sees it. */
export interface ListedWorkspace {
  /** `ws_…` */
  id: string;
  workspaceKey: string;
  slug: string;
  name: string;
  plan: Plan;
  access: Access;
  isDemo: boolean;
  createdAt: string;
}

/** Every workspace of this installation, oldest first; for operators alone. @throws DomainError unavailable */
export async function listWorkspaces({ ctx }: { ctx: Context }): Promise<ListedWorkspace[]> {
  const rows = await withDirectory((db) => db.workspace.findMany({ orderBy: { id: "asc" } }));
  return rows.map((row) => ({
    id: formatId("ws", row.id),
    workspaceKey: row.workspaceKey,
    slug: row.slug,
    name: row.name,
    plan: row.plan as Plan,
    access: accessAt(row, ctx.clock.now()),
    isDemo: row.isDemo,
    createdAt: row.createdAt.toISOString(),
  }));
}
