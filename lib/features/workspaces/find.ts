import { systemClock } from "#lib/core/clock.ts";
import type { Plan, WorkspaceRef } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { withDirectory } from "#lib/platform/prisma.ts";
import { accessAt } from "./model/access-at.ts";

/** @throws DomainError not_found */
export async function findWorkspaceBySlug(slug: string): Promise<WorkspaceRef> {
  const row = await withDirectory((db) => db.workspace.findUnique({ where: { slug } }));
  if (row === null) throw new DomainError("not_found", `There is no workspace "${slug}".`);
  return { id: row.id, slug: row.slug, plan: row.plan as Plan, access: accessAt(row, systemClock.now()), isDemo: row.isDemo };
}
