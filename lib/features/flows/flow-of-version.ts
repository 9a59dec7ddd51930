import type { WorkspaceContext } from "#lib/core/context.ts";
import { singleton } from "#lib/core/singleton.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";
import { DEFAULT_FLOW, type FlowConfig, flowConfigSchema } from "./model/flow-config.ts";

const MOST = 2_000;

const known = () => singleton("flows.versions", () => new Map<string, Promise<FlowConfig>>());

/**
 * A published version, which never changes, so it is read once; version 0 is what runs before the first publish.
 * @throws when there is no such version: sessions only name what was published.
 */
export function flowOfVersion({ ctx, input }: { ctx: WorkspaceContext; input: { version: number } }): Promise<FlowConfig> {
  const { version } = input;
  if (version === 0) return Promise.resolve(DEFAULT_FLOW);
  const key = `${ctx.workspace.id}:${version}`;
  const cache = known();
  const found = cache.get(key);
  if (found !== undefined) return found;
  const config = queryAsWorkspace(ctx.workspace.id, async (db) => {
    const { rows } = await db.query<{ config: unknown }>("select config from flow_versions where workspace_id = $1 and version = $2", [
      ctx.workspace.id,
      version,
    ]);
    if (rows[0] === undefined) throw new Error(`workspace ${ctx.workspace.slug} has no version ${version} of its flow`);
    return flowConfigSchema.parse(rows[0].config);
  });
  if (cache.size >= MOST) cache.delete(cache.keys().next().value as string);
  cache.set(key, config);
  config.catch(() => cache.delete(key));
  return config;
}
