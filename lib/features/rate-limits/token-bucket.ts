import { singleton } from "#lib/core/singleton.ts";
import { env } from "#lib/platform/env.ts";

/** Every limit of the product, by name; the numbers are settings (RATE_LIMIT_…), here is what each is called in headers. */
export const limits = {
  workspace_writes: { header: "workspace-writes", rate: () => env().RATE_LIMIT_WORKSPACE_WRITES },
  key_writes: { header: "key-writes", rate: () => env().RATE_LIMIT_KEY_WRITES },
  workspace_reads: { header: "workspace-reads", rate: () => env().RATE_LIMIT_WORKSPACE_READS },
  key_reads: { header: "key-reads", rate: () => env().RATE_LIMIT_KEY_READS },
  failed_auth: { header: "failed-authentication", rate: () => env().RATE_LIMIT_FAILED_AUTH },
  sign_in: { header: "sign-in", rate: () => env().RATE_LIMIT_SIGN_IN },
  account_requests: { header: "account-requests", rate: () => env().RATE_LIMIT_ACCOUNT_REQUESTS },
  account_mails: { header: "account-mails", rate: () => env().RATE_LIMIT_ACCOUNT_MAILS },
  hosted_visits: { header: "hosted-visits", rate: () => env().RATE_LIMIT_HOSTED_VISITS },
  hosted_steps: { header: "hosted-steps", rate: () => env().RATE_LIMIT_HOSTED_STEPS },
  webhook_tests: { header: "webhook-tests", rate: () => env().RATE_LIMIT_WEBHOOK_TESTS },
  exports: { header: "exports", rate: () => env().RATE_LIMIT_EXPORTS },
  invitations: { header: "invitations", rate: () => env().RATE_LIMIT_INVITATIONS },
} as const;

export type LimitName = keyof typeof limits;

export interface Taken {
  allowed: boolean;
  /** Whole calls still possible at once. */
  remaining: number;
  /** Whole seconds until the limit is full again. */
  resetSeconds: number;
  /** Whole seconds until the next call can pass; 0 while allowed. */
  retryAfter: number;
}

interface Rate {
  perSecond: number;
  burst: number;
}

interface Bucket {
  tokens: number;
  at: number;
}

const MAX_BUCKETS = 100_000;

/** Buckets by limit, then by who is limited. */
const buckets = () => singleton("rate-limits", () => new Map(Object.keys(limits).map((limit) => [limit, new Map<string, Bucket>()])));

function refilled(limit: LimitName, key: string, rate: Rate, now: number): Bucket {
  const all = buckets().get(limit) as Map<string, Bucket>;
  let bucket = all.get(key);
  if (bucket === undefined) {
    // A bucket untouched for long is full, hence no different from none: the one untouched for longest goes.
    if (all.size >= MAX_BUCKETS) all.delete(all.keys().next().value as string);
    bucket = { tokens: rate.burst, at: now };
  } else all.delete(key);
  all.set(key, bucket);
  const elapsed = Math.max(0, now - bucket.at) / 1000;
  bucket.tokens = Math.min(rate.burst, bucket.tokens + elapsed * rate.perSecond);
  bucket.at = now;
  return bucket;
}

const UNLIMITED: Taken = { allowed: true, remaining: 999_999_999, resetSeconds: 0, retryAfter: 0 };

function answer(bucket: Bucket, rate: Rate, allowed: boolean): Taken {
  return {
    allowed,
    remaining: Math.floor(bucket.tokens),
    resetSeconds: Math.ceil((rate.burst - bucket.tokens) / rate.perSecond),
    retryAfter: allowed ? 0 : Math.max(1, Math.ceil((1 - bucket.tokens) / rate.perSecond)),
  };
}

/**
 * Takes one call from a token bucket: `burst` at once, refilled at `perSecond`. Exact on one process; each of several
 * processes counts for itself.
 */
export function takeToken(limit: LimitName, key: string, now: number = performance.now()): Taken {
  const rate = limits[limit].rate();
  if (rate === null) return UNLIMITED;
  const bucket = refilled(limit, key, rate, now);
  const allowed = bucket.tokens >= 1;
  if (allowed) bucket.tokens -= 1;
  return answer(bucket, rate, allowed);
}

/** The same without taking: whether a call would pass. */
export function peekToken(limit: LimitName, key: string, now: number = performance.now()): Taken {
  const rate = limits[limit].rate();
  if (rate === null) return UNLIMITED;
  const bucket = refilled(limit, key, rate, now);
  return answer(bucket, rate, bucket.tokens >= 1);
}

/** RateLimit-Policy item (draft-ietf-httpapi-ratelimit-headers): quota `q` in a window of `w` seconds. */
export function policyHeader(limit: LimitName): string {
  const rate = limits[limit].rate();
  if (rate === null) return `"${limits[limit].header}";q=999999999;w=1`;
  return `"${limits[limit].header}";q=${rate.burst};w=${Math.max(1, Math.round(rate.burst / rate.perSecond))}`;
}

/** RateLimit item: what remains, and in how many seconds it is full again. */
export function remainingHeader(limit: LimitName, taken: Taken): string {
  return `"${limits[limit].header}";r=${taken.remaining};t=${taken.resetSeconds}`;
}
