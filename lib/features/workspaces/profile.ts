import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { withDirectory } from "#lib/platform/prisma.ts";

/** What every page of a workspace shows or counts with. */
export interface WorkspaceProfile {
  name: string;
  /** IANA name, e.g. "Europe/Berlin". */
  timeZone: string;
  /** ISO 4217. */
  currency: string;
}

/** @throws DomainError not_found, unavailable */
export async function workspaceProfile({ ctx }: { ctx: WorkspaceContext }): Promise<WorkspaceProfile> {
  const row = await withDirectory((db) => db.workspace.findUnique({ where: { id: ctx.workspace.id } }));
  if (row === null) throw new DomainError("not_found", "No such workspace.");
  return { name: row.name, timeZone: row.timeZone, currency: row.currency };
}
