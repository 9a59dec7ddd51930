import { DomainError, type ErrorCode, type FieldError } from "#lib/core/errors.ts";
import { asUnavailable } from "#lib/platform/db.ts";
import { env } from "#lib/platform/env.ts";
import { logger } from "#lib/platform/logger.ts";

/** The one table from domain code to HTTP: status, title, and what the caller can do. Also what /docs/errors shows. */
export const problemTable = {
  bad_request: { status: 400, title: "Bad request", advice: "Mend the request line or headers as the detail says." },
  malformed_json: { status: 400, title: "Body is not valid JSON", advice: "Send one JSON object in UTF-8." },
  validation_failed: { status: 400, title: "Validation failed", advice: "Mend the fields listed in errors; nothing was stored." },
  hosted_session_id: {
    status: 400,
    title: "Id belongs to a hosted session",
    advice: "Use an id of your own system; hosted sessions report their own outcome.",
  },
  result_token_invalid: {
    status: 400,
    title: "Result token is not valid",
    advice: "Do not act on it. Ask the session's state, or send the customer through a new link.",
  },
  unauthenticated: { status: 401, title: "Missing or invalid API key", advice: "Send Authorization: Bearer <API key>, or x-api-key." },
  workspace_read_only: {
    status: 402,
    title: "Workspace is read-only",
    advice:
      "The dashboard says under Billing why: choose a plan or pay the open invoice there. Where an operator closed it, an operator opens it with rb workspace set-access. Retries and PATCH of stored events, links that were made and open sessions keep working.",
  },
  plan_required: {
    status: 403,
    title: "Advanced plan required",
    advice: "Change the plan to Advanced in the dashboard, Billing; an operator can do so with rb workspace set-plan.",
  },
  demo_workspace: { status: 403, title: "Demo workspace", advice: "Create a workspace of your own; the demo is read-only." },
  sandbox_only_key: { status: 403, title: "Key is sandbox-only", advice: 'Send "environment": "sandbox", or use a key that may touch prod.' },
  forbidden: { status: 403, title: "Forbidden", advice: "Ask an owner of the workspace for the role this needs." },
  not_found: { status: 404, title: "Not found", advice: "Check the path, the id and the environment." },
  method_not_allowed: { status: 405, title: "Method not allowed", advice: "Use a method of the Allow header." },
  conflict: { status: 409, title: "Conflict", advice: "Read the detail; what you sent collides with what is stored." },
  wrong_environment: { status: 409, title: "Event is in the other environment", advice: "Send the environment of the original POST." },
  return_url_missing: { status: 409, title: "No return URL", advice: "Send returnUrl, or set the workspace's default return URL (Flow, Rules and return)." },
  idempotency_key_reused: {
    status: 409,
    title: "Idempotency-Key was used with another body",
    advice: "Use a new key for a new link; the same key with the same body gives the same link again.",
  },
  payload_too_large: { status: 413, title: "Body is too large", advice: "Send at most 64 KiB." },
  unsupported_media_type: { status: 415, title: "Content-Type must be application/json", advice: "Send Content-Type: application/json, uncompressed." },
  event_id_reused: { status: 422, title: "Event id was used with other content", advice: "Use a new eventId, or send the first content again." },
  rate_limited: { status: 429, title: "Rate limit exceeded", advice: "Wait Retry-After seconds, then go on; retries are safe." },
  internal: { status: 500, title: "Internal error", advice: "Try again; report the requestId if it stays." },
  unavailable: { status: 503, title: "Temporarily unavailable", advice: "Wait Retry-After seconds, then send the same request again; retries are safe." },
} as const satisfies Record<ErrorCode, { status: number; title: string; advice: string }>;

/** application/problem+json (RFC 9457). */
interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  code: ErrorCode;
  requestId: string;
  errors?: FieldError[];
}

/** Any thrown thing as a domain error: the database's absence becomes `unavailable`, everything unknown is logged and becomes `internal`. */
export function toDomainError(thrown: unknown, requestId: string): DomainError {
  const error = asUnavailable(thrown);
  if (error instanceof DomainError) {
    if (error.cause !== undefined)
      logger().warn({ requestId, code: error.code, cause: String((error.cause as Error).message ?? error.cause) }, "request refused");
    return error;
  }
  logger().error({ requestId, err: thrown }, "unexpected error");
  return new DomainError("internal", "Something went wrong on our side. Nothing was acknowledged; it is safe to try again.");
}

/** The answer's body for a refusal. */
export function toProblem(error: DomainError, requestId: string): Problem {
  const { status, title } = problemTable[error.code];
  return {
    type: `${env().APP_URL}/docs/errors#${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    requestId,
    ...(error.errors === undefined ? {} : { errors: error.errors }),
  };
}
