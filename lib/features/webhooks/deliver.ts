import { setTimeout as sleep } from "node:timers/promises";
import type { Context } from "#lib/core/context.ts";
import { formatId } from "#lib/core/ids.ts";
import { singleton } from "#lib/core/singleton.ts";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/logger.ts";
import { sendWebhook, type WebhookAnswer } from "#lib/platform/webhook-client.ts";
import { type Claimed, claimDue } from "./internal/claim.ts";
import { disableEndpoint } from "./internal/disable.ts";
import { bodyOf } from "./internal/message.ts";
import { recordAttempt } from "./internal/record-attempt.ts";
import { nextAttemptAt } from "./internal/schedule.ts";
import { openWebhookSecret } from "./internal/secret.ts";

/** How soon it looks again for what is due, while slow endpoints keep it waiting. */
const LOOK_AGAIN_MS = 500;

/** Attempts that this process makes right now. */
const underWay = () => singleton("webhooks.under-way", () => new Set<Promise<void>>());

/**
 * Begins attempts for what is due, as many as there is room for (WEBHOOK_CONCURRENCY), and comes back when one of those under
 * way has ended or half a second went by; a slow endpoint holds up nobody else. @returns whether any is under way or was begun
 * @throws DomainError unavailable
 */
export async function deliverDue({ ctx }: { ctx: Context }): Promise<boolean> {
  const running = underWay();
  const room = env().WEBHOOK_CONCURRENCY - running.size;
  for (const claimed of room > 0 ? await claimDue({ now: ctx.clock.now(), limit: room }) : []) {
    const attempt = deliver(ctx, claimed)
      // Nobody knows then how it ended: its lease runs out and it is made again, under the same webhook-id.
      .catch((err: unknown) => logger().warn({ err, messageId: formatId("msg", claimed.message_id) }, "an attempt to deliver a webhook was not recorded"))
      .finally(() => running.delete(attempt));
    running.add(attempt);
  }
  if (running.size === 0) return false;
  const soon = new AbortController();
  await Promise.race([...running, sleep(LOOK_AGAIN_MS, undefined, { signal: soon.signal }).catch(() => undefined)]);
  soon.abort();
  return true;
}

/** Waits for the attempts under way, each 15 s at most; for when the program stops. */
export async function drainDeliveries(): Promise<void> {
  await Promise.all(underWay());
}

async function deliver(ctx: Context, claimed: Claimed): Promise<void> {
  const { workspace_id: workspaceId, endpoint_id: endpointId } = claimed;
  const at = ctx.clock.now();
  const result = await attempt(claimed, at);
  const isDelivered = result.error === null && result.status !== null && result.status >= 200 && result.status < 300;
  const isGone = result.status === 410;
  const endedAt = ctx.clock.now();
  const { hasFailedForLong } = await recordAttempt(claimed, {
    at,
    endedAt,
    result,
    isDelivered,
    nextAt: isGone ? null : nextAttemptAt({ attempts: claimed.attempts + 1, now: endedAt, pauses: env().WEBHOOK_RETRY_SECONDS, random: Math.random() }),
  });
  // In a commit of its own: should it be lost, the next failure brings it about.
  if (isGone || hasFailedForLong) await disableEndpoint({ ctx, input: { workspaceId, endpointId, reason: isGone ? "gone" : "failing" } });
}

async function attempt(claimed: Claimed, at: number): Promise<WebhookAnswer> {
  let secret: string;
  try {
    secret = openWebhookSecret(claimed.workspace_id, claimed.endpoint_id, claimed.secret);
  } catch (err) {
    logger().error({ err, endpointId: formatId("whe", claimed.endpoint_id) }, "the secret of a webhook endpoint cannot be read");
    return { status: null, error: "The endpoint's secret cannot be read. Ask whoever runs this installation.", durationMs: 0, answer: null };
  }
  return sendWebhook({ url: claimed.url, id: formatId("msg", claimed.message_id), at, body: bodyOf(claimed.message), secret });
}
