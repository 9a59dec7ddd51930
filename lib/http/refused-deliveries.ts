import type { DomainError } from "#lib/core/errors.ts";
import { singleton } from "#lib/core/singleton.ts";
import { logger } from "#lib/platform/logger.ts";

const QUIET_MS = 60_000;

/** Refusals say few different things; should that ever change, the log may repeat itself. */
const MOST_REASONS = 100;

interface Told {
  at: number;
  /** How many refusals for this reason came since, and were not told. */
  untold: number;
}

const told = () => singleton("http.refused-deliveries", () => new Map<string, Told>());

/**
 * Says in the log why a delivery of Stripe's was refused: at most one line a minute for each reason, since the secret may be wrong, or
 * anybody may knock. Never the body, which is anybody's, nor the signature.
 */
export function logRefusedDelivery({ error, requestId, path, now }: { error: DomainError; requestId: string; path: string; now: number }): void {
  // These two are logged with their cause.
  if (error.code === "internal" || error.code === "unavailable") return;
  const last = told().get(error.message);
  if (last !== undefined && Math.abs(now - last.at) < QUIET_MS) {
    last.untold++;
    return;
  }
  if (told().size >= MOST_REASONS) told().clear();
  told().set(error.message, { at: now, untold: 0 });
  logger().warn({ requestId, path, code: error.code, reason: error.message, alike: last?.untold ?? 0 }, "stripe event refused");
}
