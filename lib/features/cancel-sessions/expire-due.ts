import type { Context } from "#lib/core/context.ts";
import { isConnectionLost, pool } from "#lib/platform/db.ts";
import { logger } from "#lib/platform/logger.ts";
import { changeSession } from "./internal/change.ts";
import { endSession, isDue } from "./internal/end.ts";
import type { SessionKey } from "./internal/link-token.ts";

const BATCH = 200;

interface Due {
  workspace_id: string;
  id: string;
  expires_at: string;
}

/**
 * Ends the sessions whose time is over, whether anybody visits or not: one that was opened is abandoned, an unopened link expires.
 * Several workers at once end each session once. One that cannot be ended is told to the log and holds up no other.
 * @returns how many were ended
 * @throws when the database is away
 */
export async function expireDueSessions({ ctx, signal }: { ctx: Context; signal?: AbortSignal }): Promise<number> {
  let ended = 0;
  let last: Due | undefined;
  for (;;) {
    const rows = await dueAfter(last, ctx.clock.now());
    for (const row of rows) {
      if (signal?.aborted) return ended;
      if (await tryToEnd(ctx, { workspaceId: row.workspace_id, id: row.id })) ended++;
    }
    last = rows.at(-1);
    if (rows.length < BATCH) return ended;
  }
}

async function dueAfter(last: Due | undefined, now: number): Promise<Due[]> {
  const values = [new Date(now).toISOString(), last?.expires_at ?? null, last?.id ?? null, BATCH];
  return (await pool().query<Due>("select * from due_cancel_sessions($1, $2, $3, $4)", values)).rows;
}

/** @returns whether it was ended here and now */
async function tryToEnd(ctx: Context, key: SessionKey): Promise<boolean> {
  try {
    return await changeSession(key, async (db, found) => {
      const now = ctx.clock.now();
      if (!isDue(found, now)) return false;
      await endSession(db, found, now);
      return true;
    });
  } catch (error) {
    if (isConnectionLost(error)) throw error;
    logger().error({ err: error, sessionId: key.id }, "a session could not be ended");
    return false;
  }
}
