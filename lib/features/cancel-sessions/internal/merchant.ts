import type { WorkspaceRef } from "#lib/core/context.ts";
import { singleton } from "#lib/core/singleton.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";

/** What a hosted page knows of the workspace behind it. */
export interface Merchant {
  workspace: WorkspaceRef;
  workspaceKey: string;
  name: string;
  timeZone: string;
  /** Enabled ones in their order. */
  reasons: readonly { key: string; label: string; labels: Readonly<Record<string, string>>; followUpQuestion: string | null }[];
}

const FRESH_MS = 2_000;
const MOST = 10_000;

const known = () => singleton("cancel-sessions.merchants", () => new Map<string, { at: number; merchant: Promise<Merchant> }>());

/** The workspace of a session, at most 2 s old. */
export function merchantOf(workspaceId: string): Promise<Merchant> {
  const cache = known();
  const now = performance.now();
  const found = cache.get(workspaceId);
  if (found !== undefined && now - found.at < FRESH_MS) return found.merchant;
  const merchant = read(workspaceId);
  if (cache.size >= MOST) cache.delete(cache.keys().next().value as string);
  cache.delete(workspaceId);
  cache.set(workspaceId, { at: now, merchant });
  merchant.catch(() => cache.delete(workspaceId));
  return merchant;
}

function read(workspaceId: string): Promise<Merchant> {
  return queryAsWorkspace(workspaceId, async (db) => {
    const workspaces = await db.query<Omit<WorkspaceRef, "isDemo"> & { is_demo: boolean; workspace_key: string; name: string; time_zone: string }>(
      "select id, slug, plan, access, is_demo, workspace_key, name, time_zone from workspaces where id = $1",
      [workspaceId],
    );
    const reasons = await db.query<Merchant["reasons"][number]>(
      `select key, label, labels, follow_up_question as "followUpQuestion" from reasons
       where workspace_id = $1 and enabled and merged_into is null order by position, key`,
      [workspaceId],
    );
    const row = workspaces.rows[0];
    if (row === undefined) throw new Error(`a session's workspace ${workspaceId} is gone`);
    const { id, slug, plan, access, is_demo: isDemo } = row;
    return { workspace: { id, slug, plan, access, isDemo }, workspaceKey: row.workspace_key, name: row.name, timeZone: row.time_zone, reasons: reasons.rows };
  });
}
