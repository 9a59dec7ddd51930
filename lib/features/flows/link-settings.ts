import type { WorkspaceContext } from "#lib/core/context.ts";
import { singleton } from "#lib/core/singleton.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";

/** What a new link needs of its workspace's settings. */
export interface LinkSettings {
  origins: readonly string[];
  defaultReturnUrl: string | null;
  linkLifeMinutes: number;
}

interface Known {
  at: number;
  settings: Promise<LinkSettings>;
}

const FRESH_MS = 2_000;
const MOST = 10_000;

const known = () => singleton("flows.link-settings", () => new Map<string, Known>());

/**
 * The settings, at most 2 s old: a removed origin is out of use on every process by then.
 * @param input.fresh read them anew, before somebody is refused for what may just have been added
 */
export function linkSettings({ ctx, input }: { ctx: WorkspaceContext; input: { fresh: boolean } }): Promise<LinkSettings> {
  const { id } = ctx.workspace;
  const now = performance.now();
  const found = known().get(id);
  if (found !== undefined && !input.fresh && now - found.at < FRESH_MS) return found.settings;
  const settings = read(id);
  const cache = known();
  if (cache.size >= MOST) cache.delete(cache.keys().next().value as string);
  cache.delete(id);
  cache.set(id, { at: now, settings });
  // What failed is not kept.
  settings.catch(() => cache.delete(id));
  return settings;
}

function read(workspaceId: string): Promise<LinkSettings> {
  return queryAsWorkspace(workspaceId, async (db) => {
    const { rows } = await db.query<{ origins: string[]; default_return_url: string | null; minutes: number | null }>(
      `select array(select o.origin from return_origins o where o.workspace_id = w.id) as origins, w.default_return_url,
         (v.config ->> 'linkLifeMinutes')::int as minutes
       from workspaces w
       left join flows f on f.workspace_id = w.id
       left join flow_versions v on v.workspace_id = w.id and v.version = f.published_version
       where w.id = $1`,
      [workspaceId],
    );
    const row = rows[0];
    return { origins: row?.origins ?? [], defaultReturnUrl: row?.default_return_url ?? null, linkLifeMinutes: row?.minutes ?? 30 };
  });
}
