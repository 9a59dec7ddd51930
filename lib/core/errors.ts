/** Every way in which the product says no. lib/http/problem.ts gives each its HTTP status; the code is part of the public contract. */
export const errorCodes = [
  "bad_request",
  "malformed_json",
  "validation_failed",
  "hosted_session_id",
  "result_token_invalid",
  "unauthenticated",
  "workspace_read_only",
  "plan_required",
  "demo_workspace",
  "sandbox_only_key",
  "forbidden",
  "not_found",
  "method_not_allowed",
  "conflict",
  "wrong_environment",
  "return_url_missing",
  "idempotency_key_reused",
  "payload_too_large",
  "unsupported_media_type",
  "event_id_reused",
  "rate_limited",
  "internal",
  "unavailable",
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** One fault of the input: where (dotted path, "" for the whole), a stable code, and a sentence for a person. */
export interface FieldError {
  path: string;
  code: string;
  message: string;
}

interface Details {
  /** Faults by field; for the validation codes. */
  errors?: FieldError[];
  /** Whole seconds after which trying again makes sense; for rate_limited and unavailable. */
  retryAfter?: number;
  cause?: unknown;
}

/** An expected refusal. It knows no HTTP; `message` is written for the integrator or user and never holds internals. */
export class DomainError extends Error {
  readonly code: ErrorCode;
  readonly errors: FieldError[] | undefined;
  readonly retryAfter: number | undefined;

  constructor(code: ErrorCode, message: string, details: Details = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = "DomainError";
    this.code = code;
    this.errors = details.errors;
    this.retryAfter = details.retryAfter;
  }
}

/** A 400 that names one field. */
export function invalidField(path: string, code: string, message: string): DomainError {
  return new DomainError("validation_failed", `${path}: ${message}`, { errors: [{ path, code, message }] });
}
