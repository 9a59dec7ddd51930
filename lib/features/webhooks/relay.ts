import type { Context } from "#lib/core/context.ts";
import { asUnavailable, pool } from "#lib/platform/db.ts";
import { webhookEvents } from "./model/event.ts";

const BATCH = 200;

/** Makes the deliveries of messages that wait in the outbox, one for each endpoint that subscribes. @returns how many messages @throws DomainError unavailable */
export async function relayMessages({ ctx }: { ctx: Context }): Promise<number> {
  const now = new Date(ctx.clock.now());
  try {
    const { rows } = await pool().query<{ relayed: number }>("select relay_webhook_messages($1, $2, $3) as relayed", [webhookEvents, now, BATCH]);
    return rows[0]?.relayed ?? 0;
  } catch (error) {
    throw asUnavailable(error);
  }
}
