/** docs.stripe.com/api/errors and docs.stripe.com/error-codes. */
export interface StripeErrorBody {
  type: "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  charge?: string;
  payment_intent?: unknown;
  payment_method?: unknown;
  doc_url?: string;
}

/** The code of our own refusals, which is none of Stripe's and has no page there. */
const NOT_SIMULATED = "local_stripe_not_simulated";

/** An answer of Stripe's that is not 2xx. */
export class StripeError extends Error {
  readonly status: number;
  readonly body: StripeErrorBody;

  constructor(status: number, body: StripeErrorBody) {
    super(body.message);
    this.status = status;
    this.body = body.code === undefined || body.code === NOT_SIMULATED ? body : { ...body, doc_url: docUrl(body.code) };
  }
}

export function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`;
}

/** 400 in Stripe's manner: what was asked for cannot be done. */
export function invalidRequest(message: string, details: { param?: string; code?: string; status?: number } = {}): StripeError {
  const { status = 400, ...rest } = details;
  return new StripeError(status, { type: "invalid_request_error", message, ...rest });
}

/** 404 where the address names it (param "id"), 400 where a parameter does. */
export function noSuch(kind: string, id: string, param = "id"): StripeError {
  return invalidRequest(`No such ${kind}: '${id}'`, { code: "resource_missing", param, status: param === "id" ? 404 : 400 });
}

/** Something that Stripe knows and this local one does not: said openly, and never ignored in silence. */
export function notSimulated(what: string, param?: string): StripeError {
  return invalidRequest(`The local Stripe does not simulate ${what}.`, { code: NOT_SIMULATED, ...(param !== undefined && { param }) });
}

/** docs.stripe.com/api/errors#errors-unrecognized: the words that Stripe has for an address of none of its endpoints. */
export function unrecognized(method: string, path: string): StripeError {
  return invalidRequest(`Unrecognized request URL (${method}: ${path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.`, {
    status: 404,
  });
}
