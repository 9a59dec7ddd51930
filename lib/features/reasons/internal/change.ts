import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { type Transaction, withWorkspace } from "#lib/platform/prisma.ts";
import { lockWorkspaceIn } from "../../workspaces/lock.ts";

/** A reason as its row is, without its dates. */
export interface StoredReason {
  key: string;
  label: string;
  labels: Record<string, string>;
  followUpQuestion: string | null;
  position: number;
  enabled: boolean;
  mergedInto: string | null;
}

/** One change of the list at a time: `work` sees all reasons in their order, and nobody else changes them meanwhile. */
export function changeReasons<T>(ctx: WorkspaceContext, work: (db: Transaction, reasons: StoredReason[]) => Promise<T>): Promise<T> {
  const workspaceId = ctx.workspace.id;
  return withWorkspace(workspaceId, async (db) => {
    await lockWorkspaceIn(db, { ctx });
    const rows = await db.reason.findMany({ where: { workspaceId }, orderBy: [{ position: "asc" }, { key: "asc" }] });
    return work(
      db,
      rows.map((row) => ({ ...row, labels: row.labels as Record<string, string> })),
    );
  });
}

/** @throws DomainError not_found */
export function reasonOf(reasons: readonly StoredReason[], key: string): StoredReason {
  const found = reasons.find((reason) => reason.key === key);
  if (found === undefined) throw new DomainError("not_found", `The workspace has no reason "${key}".`);
  return found;
}

/** Refuses to leave the list without a reason that customers can give. @throws DomainError conflict */
export function keepOneEnabled(reasons: readonly StoredReason[], without: string): void {
  if (reasons.some(({ key, enabled, mergedInto }) => key !== without && enabled && mergedInto === null)) return;
  throw new DomainError("conflict", `"${without}" is the last enabled reason. Enable another one first; without any, every cancellation would be refused.`);
}
