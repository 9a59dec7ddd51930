import { systemContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { singleton } from "#lib/core/singleton.ts";
import { deepHealth } from "#lib/features/health/deep-health.ts";
import type { HealthReport } from "#lib/features/health/model/report.ts";
import { declaredJobs } from "#lib/features/jobs/declare.ts";
import { peekToken, remainingHeader, type Taken, takeToken } from "#lib/features/rate-limits/token-bucket.ts";
import { isSameText } from "#lib/platform/crypto.ts";
import { env } from "#lib/platform/env.ts";
import { networkOf } from "./client-ip.ts";
import { type ApiRequest, type ApiResponse, refusal } from "./dispatch.ts";

/** However many probes come, the surroundings are asked once a second. */
const FRESH_MS = 1_000;
/** For who looks again after a 503. */
const AGAIN_SECONDS = 10;

const PLAIN = { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store", "X-Content-Type-Options": "nosniff" };

type HealthRequest = Pick<ApiRequest, "method" | "rawQuery" | "header" | "ip">;

/**
 * GET /api/health. Plain: 200 as long as the process answers. With deep=1 and the token of HEALTH_TOKEN: how its surroundings are, 503 when
 * something is critical; 401 without the token, 429 after too many wrong ones. Never throws.
 */
export async function answerHealth(request: HealthRequest): Promise<ApiResponse> {
  if (new URLSearchParams(request.rawQuery).get("deep") !== "1") return { status: 200, headers: PLAIN, body: '{"status":"ok"}' };
  const refused = refusedBy(request);
  if (refused !== null) return refused;
  const report = await currentHealth();
  if (report.status !== "critical") return { status: 200, headers: PLAIN, body: JSON.stringify(report) };
  return { status: 503, headers: { ...PLAIN, "Retry-After": String(AGAIN_SECONDS) }, body: JSON.stringify(report) };
}

/** The installation's health, at most a second old. */
export function currentHealth(): Promise<HealthReport> {
  const last = singleton("health.last", (): { at: number; report: Promise<HealthReport> | null } => ({ at: 0, report: null }));
  const now = performance.now();
  if (last.report === null || now - last.at >= FRESH_MS) {
    last.at = now;
    last.report = deepHealth({ ctx: systemContext("health"), input: { jobs: declaredJobs() } });
  }
  return last.report;
}

const BEARER = /^Bearer +(\S+) *$/i;

/** Why this caller gets no report, or null. Wrong tokens are counted apart from wrong API keys: neither shuts out the other. */
function refusedBy(request: HealthRequest): ApiResponse | null {
  const token = env().HEALTH_TOKEN;
  if (token === undefined) {
    return problem(
      request,
      new DomainError("unauthenticated", "Deep health is closed here: set HEALTH_TOKEN, and send it as Authorization: Bearer <HEALTH_TOKEN>."),
    );
  }
  const key = `health:${networkOf(request.ip)}`;
  const left = peekToken("failed_auth", key);
  // The right one is not let through either: whoever guesses must not learn which it was.
  if (!left.allowed) return tooMany(request, left);
  const presented = BEARER.exec(request.header("authorization") ?? "")?.[1];
  if (presented !== undefined && isSameText(presented, token)) return null;
  const taken = takeToken("failed_auth", key);
  const what = presented === undefined ? "No token" : "This is not the token";
  return problem(request, new DomainError("unauthenticated", `${what}: send Authorization: Bearer <HEALTH_TOKEN>.`), taken);
}

function tooMany(request: HealthRequest, taken: Taken): ApiResponse {
  return problem(request, new DomainError("rate_limited", "Too many wrong tokens from this address.", { retryAfter: taken.retryAfter }), taken);
}

/** The usual refusal, with the title that fits a token which is no API key. */
function problem(request: HealthRequest, error: DomainError, taken?: Taken): ApiResponse {
  const { status, headers, body } = refusal(error, request);
  const title = error.code === "unauthenticated" ? { title: "Missing or invalid token" } : {};
  return {
    status,
    headers: taken === undefined ? headers : { ...headers, RateLimit: remainingHeader("failed_auth", taken) },
    body: JSON.stringify({ ...(JSON.parse(body) as object), ...title }),
  };
}
