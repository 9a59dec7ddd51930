import type { z } from "zod";
import { systemClock } from "#lib/core/clock.ts";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { authenticateApiKey } from "#lib/features/api-keys/authenticate.ts";
import type { Principal } from "#lib/features/api-keys/model/api-key.ts";
import { planRequired } from "#lib/features/billing/refusals.ts";
import { planHas } from "#lib/features/plans/model/plan-table.ts";
import { type LimitName, peekToken, policyHeader, remainingHeader, takeToken } from "#lib/features/rate-limits/token-bucket.ts";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/logger.ts";
import { presentedApiKey } from "./api-key-header.ts";
import { networkOf } from "./client-ip.ts";
import type { Answer, KeyedOperation, Operation } from "./operation.ts";
import { problemTable, toDomainError, toProblem } from "./problem.ts";
import { newRequestId } from "./request-id.ts";
import { allowedMethods, matchPath } from "./router.ts";
import { MAX_BODY_BYTES, parseJson, validate } from "./validate.ts";

/** A request as both doors hand it over: nothing decoded, nothing judged yet. */
export interface ApiRequest {
  method: string;
  /** As sent, e.g. /api/v1/cancellations/a%2Fb. */
  rawPath: string;
  /** Without the question mark; "" for none. */
  rawQuery: string;
  /** Value by lower-case name; several of one name are joined by ", ". */
  header(name: string): string | undefined;
  /** null: longer than MAX_BODY_BYTES. */
  body: Buffer | null;
  ip: string;
}

/** What an answer needs to know of its request. */
type Caller = Pick<ApiRequest, "method" | "ip">;

/** An answer ready to be written. */
export interface ApiResponse {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** What is known of a request while it is checked; the headers of its answer come from here. */
interface Progress {
  requestId: string;
  /** For the log: which operation, and whose workspace (slug). */
  operation?: string;
  workspace?: string;
  rateLimit: string;
  rateLimitPolicy: string;
}

/**
 * Answers one API request, in one order for every endpoint:
 * path and method → failed authentication by IP (429) → key (401) → limits (429) → demo and plan (403) → content type (415)
 * → size and shape (413, 400) → the verb. Never throws.
 */
export async function dispatch(request: ApiRequest): Promise<ApiResponse> {
  const progress = begin();
  try {
    const match = matchPath(request.rawPath);
    if (match === null) throw new DomainError("not_found", "There is nothing at this path.");
    const method = request.method === "HEAD" ? "GET" : request.method;
    const operation = match.operations.find((candidate) => candidate.method === method);
    if (operation === undefined) {
      return refuse(new DomainError("method_not_allowed", `${request.method} is not possible here.`), request, progress, {
        Allow: allowedMethods(match.operations).join(", "),
      });
    }
    progress.operation = operation.id;
    const answer = operation.access === "public" ? operation.handle() : await answerKeyed(operation, match.rawParams, request, progress);
    if (env().CHECK_ANSWERS) checkAnswer(operation, answer);
    return respond(answer.status, "application/json; charset=utf-8", answer.body, request, progress, answer.headers);
  } catch (thrown) {
    return refuse(toDomainError(thrown, progress.requestId), request, progress);
  }
}

/** The answer to a request that is refused before it gets as far as dispatch(). */
export function refusal(error: DomainError, request: Caller): ApiResponse {
  return refuse(error, request, begin());
}

function begin(): Progress {
  return { requestId: newRequestId(), rateLimit: "", rateLimitPolicy: policyHeader("failed_auth") };
}

async function answerKeyed(operation: KeyedOperation, rawParams: Record<string, string>, request: ApiRequest, progress: Progress): Promise<Answer> {
  const checked = authenticate(request, progress);
  const principal = checked instanceof Promise ? await checked : checked;
  progress.workspace = principal.slug;
  limit(operation, principal, progress);
  if (principal.isDemo && !operation.demo)
    throw new DomainError("demo_workspace", "The demo workspace cannot be called through the API. Create a workspace of your own.");
  if (operation.feature !== null && !planHas(principal.plan, operation.feature)) throw planRequired(principal.plan, operation.feature);
  if (operation.body !== undefined) requireJson(request);
  if (request.body === null) throw new DomainError("payload_too_large", `The body is longer than ${MAX_BODY_BYTES} bytes.`);
  const params = operation.params === undefined ? {} : validate(operation.params, decodeParams(rawParams), "path");
  const query = operation.query === undefined ? noQuery(request.rawQuery) : validate(operation.query, parseQuery(request.rawQuery), "query");
  const body = operation.body === undefined ? undefined : validateBody(operation.body, request.body, operation.rename);
  const ctx: WorkspaceContext = {
    actor: { type: "api_key", id: principal.apiKeyId, name: principal.apiKeyName },
    requestId: progress.requestId,
    clock: systemClock,
    workspace: { id: principal.workspaceId, slug: principal.slug, plan: principal.plan, access: principal.access, isDemo: principal.isDemo },
  };
  return operation.handle({
    ctx,
    params,
    query,
    body,
    header: request.header,
    allowEnvironment(environment) {
      if (environment === "prod" && principal.environments === "sandbox") {
        throw new DomainError("sandbox_only_key", 'This key is sandbox-only. Send environment "sandbox": in the body, or in the query of a GET.');
      }
    },
  });
}

function validateBody(schema: z.ZodType, bytes: Buffer, rename: KeyedOperation["rename"]): unknown {
  const { value, faults } = parseJson(bytes);
  const renamed = rename?.(value) ?? { body: value, faults: [] };
  return validate(schema, renamed.body, "body", [...faults, ...renamed.faults]);
}

/** A key that was checked lately passes even while its address is limited: a neighbour's wrong key must not stop it. */
function authenticate(request: ApiRequest, progress: Progress): Principal | Promise<Principal> {
  const failed = (message: string): never => {
    const taken = takeToken("failed_auth", networkOf(request.ip));
    progress.rateLimit = remainingHeader("failed_auth", taken);
    if (!taken.allowed) throw tooManyFailures(taken.retryAfter);
    throw new DomainError("unauthenticated", message);
  };
  let presented: string;
  try {
    presented = presentedApiKey(request.header);
  } catch (error) {
    return failed((error as Error).message);
  }
  const left = peekToken("failed_auth", networkOf(request.ip));
  const found = authenticateApiKey(presented, { cachedOnly: !left.allowed });
  const decide = (principal: Principal | null): Principal => principal ?? failed("The API key is unknown, revoked or expired.");
  return found instanceof Promise ? found.then(decide) : decide(found);
}

function tooManyFailures(retryAfter: number): DomainError {
  return new DomainError("rate_limited", "Too many failed authentications from this address.", { retryAfter });
}

/** Per workspace and per key; the headers show both. */
function limit(operation: KeyedOperation, principal: Principal, progress: Progress): void {
  const [workspaceLimit, keyLimit]: [LimitName, LimitName] =
    operation.limit === "writes" ? ["workspace_writes", "key_writes"] : ["workspace_reads", "key_reads"];
  const byKey = takeToken(keyLimit, principal.apiKeyId);
  const byWorkspace = byKey.allowed ? takeToken(workspaceLimit, principal.workspaceId) : peekToken(workspaceLimit, principal.workspaceId);
  progress.rateLimitPolicy = `${policyHeader(workspaceLimit)}, ${policyHeader(keyLimit)}`;
  progress.rateLimit = `${remainingHeader(workspaceLimit, byWorkspace)}, ${remainingHeader(keyLimit, byKey)}`;
  if (byKey.allowed && byWorkspace.allowed) return;
  throw new DomainError("rate_limited", `Too many calls for this ${byKey.allowed ? "workspace" : "API key"}. Slow down and send this one again.`, {
    retryAfter: Math.max(byKey.retryAfter, byWorkspace.retryAfter, 1),
  });
}

const JSON_TYPE = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?;?\s*$/i;

function requireJson(request: ApiRequest): void {
  const type = request.header("content-type");
  if (type === undefined) throw new DomainError("unsupported_media_type", "Content-Type is missing; it must be application/json.");
  if (!JSON_TYPE.test(type)) throw new DomainError("unsupported_media_type", "Content-Type must be application/json (charset utf-8).");
  const encoding = request.header("content-encoding");
  if (encoding !== undefined && encoding.toLowerCase() !== "identity") {
    throw new DomainError("unsupported_media_type", "Content-Encoding is not supported; send the body uncompressed.");
  }
}

function decodeParams(raw: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(raw).map(([name, text]) => {
      try {
        return [name, decodeURIComponent(text)];
      } catch {
        throw new DomainError("validation_failed", `${name}: is not valid percent-encoding`, {
          errors: [{ path: name, code: "percent_encoding", message: "is not valid percent-encoding of UTF-8" }],
        });
      }
    }),
  );
}

function parseQuery(raw: string): Record<string, string> {
  const query: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(raw)) {
    if (name in query) {
      throw new DomainError("validation_failed", `${name}: is given twice`, { errors: [{ path: name, code: "duplicate", message: "is given twice" }] });
    }
    query[name] = value;
  }
  return { ...query };
}

function noQuery(raw: string): Record<string, never> {
  if (raw === "") return {};
  const names = Object.keys(parseQuery(raw));
  if (names.length > 0) {
    throw new DomainError("validation_failed", `${names.join(", ")}: this call takes no query parameters`, {
      errors: names.map((path) => ({ path, code: "unknown_field", message: "is not a parameter of this call" })),
    });
  }
  return {};
}

function checkAnswer(operation: Operation, answer: Answer): void {
  const declared = operation.answers[answer.status];
  if (declared === undefined) throw new Error(`${operation.id} answered ${answer.status}, which it does not declare.`);
  const parsed = declared.schema.safeParse(JSON.parse(JSON.stringify(answer.body)));
  if (!parsed.success) throw new Error(`${operation.id} answered ${answer.status} against its own schema: ${parsed.error.message}`);
}

function refuse(error: DomainError, request: Caller, progress: Progress, extra: Record<string, string> = {}): ApiResponse {
  const { status } = problemTable[error.code];
  const headers = { ...extra };
  if (error.retryAfter !== undefined && (status === 429 || status === 503)) headers["Retry-After"] = String(error.retryAfter);
  if (status === 401) headers["WWW-Authenticate"] = 'Bearer realm="RetentBase"';
  const log = logger();
  const { requestId, operation, workspace } = progress;
  const line = { requestId, method: request.method, operation, workspace, ip: request.ip, status, code: error.code };
  if (status >= 500) log.error(line, "api refused");
  else log.info(line, "api refused");
  return respond(status, "application/problem+json; charset=utf-8", toProblem(error, progress.requestId), request, progress, headers);
}

function respond(status: number, type: string, body: unknown, request: Caller, progress: Progress, extra: Record<string, string> | undefined): ApiResponse {
  if (progress.rateLimit === "") progress.rateLimit = remainingHeader("failed_auth", peekToken("failed_auth", networkOf(request.ip)));
  return {
    status,
    headers: {
      "Content-Type": type,
      "Cache-Control": "no-store",
      "X-Content-Type-Options": "nosniff",
      "X-Request-Id": progress.requestId,
      RateLimit: progress.rateLimit,
      "RateLimit-Policy": progress.rateLimitPolicy,
      ...extra,
    },
    body: JSON.stringify(body),
  };
}
