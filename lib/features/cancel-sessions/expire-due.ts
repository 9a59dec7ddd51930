import type { Context } from "#lib/core/context.ts";
import { isoTime, pool } from "#lib/platform/db.ts";
import { changeSession } from "./internal/change.ts";
import { endSession } from "./internal/end.ts";

const BATCH = 200;

/**
 * Ends the sessions whose time is over, whether anybody visits or not: one that was opened is abandoned, an unopened link expires.
 * Several workers at once end each session once.
 * @returns how many were ended
 */
export async function expireDueSessions({ ctx, signal }: { ctx: Context; signal?: AbortSignal }): Promise<number> {
  let ended = 0;
  for (;;) {
    const { rows } = await pool().query<{ workspace_id: string; id: string }>("select * from due_cancel_sessions($1, $2)", [
      new Date(ctx.clock.now()).toISOString(),
      BATCH,
    ]);
    for (const row of rows) {
      if (signal?.aborted) return ended;
      const now = ctx.clock.now();
      await changeSession({ workspaceId: row.workspace_id, id: row.id }, async (db, found) => {
        const isOver = (found.status === "created" || found.status === "opened") && Date.parse(isoTime(found.expires_at)) <= now;
        if (!isOver) return;
        await endSession(db, found, now);
        ended++;
      });
    }
    if (rows.length < BATCH) return ended;
  }
}
