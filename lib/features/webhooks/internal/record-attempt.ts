import { DAY_MS } from "#lib/core/clock.ts";
import { queryAsWorkspace } from "#lib/platform/db.ts";
import type { WebhookAnswer } from "#lib/platform/webhook-client.ts";
import { FAILING_DAYS } from "../model/terms.ts";
import type { ClaimKey } from "./claim.ts";

const FAILING_MS = FAILING_DAYS * DAY_MS;
/** A silence longer than any pause between retries: what failed before it does not add up with what fails after it. */
const SILENCE_MS = 2 * DAY_MS;

interface Attempt {
  /** Times in ms since 1970. */
  at: number;
  endedAt: number;
  result: WebhookAnswer;
  isDelivered: boolean;
  /** When it is tried again; null gives it up. Of no meaning for one that is delivered. */
  nextAt: number | null;
}

/**
 * Writes what came of an attempt. A failure is written by the latest claim alone; what was delivered is delivered, whoever
 * says so. @returns whether the endpoint has failed for so long that it is to be disabled. @throws DomainError unavailable
 */
export function recordAttempt(
  { workspace_id: workspaceId, message_id, endpoint_id, claim }: ClaimKey,
  attempt: Attempt,
): Promise<{ hasFailedForLong: boolean }> {
  const { result, isDelivered } = attempt;
  const endedAt = new Date(attempt.endedAt);
  const key = [workspaceId, message_id, endpoint_id];
  return queryAsWorkspace(workspaceId, async (db) => {
    // The endpoint before its deliveries, as whoever disables it does: in one order nobody waits in a circle.
    const { rows } = isDelivered
      ? await db.query<never>(
          `update webhook_endpoints set failing_since = null, last_failed_at = null where workspace_id = $1 and id = $2 and failing_since is not null`,
          [workspaceId, endpoint_id],
        )
      : await db.query<{ for_long: boolean }>(
          `update webhook_endpoints set last_failed_at = $3,
             failing_since = case when failing_since is null or last_failed_at < $4 then $3 else failing_since end
           where workspace_id = $1 and id = $2 and enabled returning failing_since <= $5 as for_long`,
          [workspaceId, endpoint_id, endedAt, new Date(attempt.endedAt - SILENCE_MS), new Date(attempt.endedAt - FAILING_MS)],
        );
    await db.query(
      `insert into webhook_attempts (workspace_id, message_id, endpoint_id, number, at, duration_ms, status, error, answer)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [...key, claim, new Date(attempt.at), result.durationMs, result.status, result.error?.slice(0, 500) ?? null, result.answer],
    );
    if (isDelivered) {
      await db.query(
        `update webhook_deliveries set state = 'delivered', attempts = attempts + 1, next_attempt_at = null, leased_until = null, finished_at = $4
         where workspace_id = $1 and message_id = $2 and endpoint_id = $3 and state <> 'delivered'`,
        [...key, endedAt],
      );
    } else {
      const isLast = attempt.nextAt === null;
      await db.query(
        `update webhook_deliveries set state = $4, attempts = attempts + 1, next_attempt_at = $5, leased_until = null, finished_at = $6
         where workspace_id = $1 and message_id = $2 and endpoint_id = $3 and state = 'waiting' and claims = $7`,
        [...key, isLast ? "failed" : "waiting", isLast ? null : new Date(attempt.nextAt as number), isLast ? endedAt : null, claim],
      );
    }
    return { hasFailedForLong: rows[0]?.for_long ?? false };
  });
}
