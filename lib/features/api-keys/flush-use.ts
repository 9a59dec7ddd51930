import { singleton } from "#lib/core/singleton.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";
import { logger } from "#lib/platform/logger.ts";

const INTERVAL_MS = 60_000;

interface Usage {
  /** API key id → last use not yet written. */
  waiting: Map<string, { workspaceId: string; at: number }>;
  timer: NodeJS.Timeout | null;
}

const usage = (): Usage => singleton("api-keys.usage", () => ({ waiting: new Map(), timer: null }));

/** Notes that a key was used at `at` (ms); written at most once a minute, outside any request. */
export function noteApiKeyUse(workspaceId: string, apiKeyId: string, at: number): void {
  const state = usage();
  const known = state.waiting.get(apiKeyId);
  if (known !== undefined) known.at = at;
  else state.waiting.set(apiKeyId, { workspaceId, at });
  state.timer ??= setTimeout(() => {
    state.timer = null;
    void flushApiKeyUse();
  }, INTERVAL_MS).unref();
}

/** Writes what was noted. A failure loses at most a minute of "last used", and is logged. */
export async function flushApiKeyUse(): Promise<void> {
  const { waiting } = usage();
  const batch = [...waiting];
  waiting.clear();
  try {
    for (const [apiKeyId, { workspaceId, at }] of batch) {
      await queryAsWorkspace(workspaceId, (db) =>
        db.query("update api_keys set last_used_at = greatest(last_used_at, $3) where workspace_id = $1 and id = $2", [
          workspaceId,
          apiKeyId,
          new Date(at).toISOString(),
        ]),
      );
    }
  } catch (err) {
    logger().warn({ err }, "last use of API keys was not written");
  }
}
