import { DAY_MS } from "#lib/core/clock.ts";
import type { Context } from "#lib/core/context.ts";
import { asUnavailable, pool } from "#lib/platform/db.ts";
import { messageTypes } from "./model/event.ts";
import { KEPT_DAYS } from "./model/terms.ts";

const KEPT_MS = KEPT_DAYS * DAY_MS;
const BATCH = 1_000;

/** Deletes messages of more than 30 days ago that wait for nobody, with the log of their deliveries. @returns how many @throws DomainError unavailable */
export async function sweepMessages({ ctx, signal }: { ctx: Context; signal?: AbortSignal }): Promise<number> {
  const before = new Date(ctx.clock.now() - KEPT_MS);
  let total = 0;
  for (let swept = BATCH; swept === BATCH && !signal?.aborted; total += swept) {
    swept = await pool()
      .query<{ swept: number }>("select sweep_webhook_messages($1, $2, $3) as swept", [messageTypes, before, BATCH])
      .then(
        ({ rows }) => rows[0]?.swept ?? 0,
        (error: unknown) => Promise.reject(asUnavailable(error)),
      );
  }
  return total;
}
