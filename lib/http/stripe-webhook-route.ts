import { systemClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { checkDelivery, type Received, receiveStripeEvent } from "#lib/features/billing/receive-event.ts";
import { logger } from "#lib/platform/logger.ts";
import { makeBodyRoom } from "./body-room.ts";
import { type ApiRequest, type ApiResponse, refusal } from "./dispatch.ts";
import { toDomainError } from "./problem.ts";
import { logRefusedDelivery } from "./refused-deliveries.ts";
import { newRequestId } from "./request-id.ts";

export const STRIPE_WEBHOOK_PATH = "/api/stripe/webhook";

/** An event holds a whole object; invoices of many lines are the longest. */
export const MAX_STRIPE_EVENT_BYTES = 1024 * 1024;

/** Whether a body is of Stripe's shows at its end; until then it is anybody's. Stripe's deliveries come from several addresses, of 5 kB as a rule. */
export const stripeBodyRoom = makeBodyRoom({ whole: 32 * MAX_STRIPE_EVENT_BYTES, each: 8 * MAX_STRIPE_EVENT_BYTES });

/** The refusal of a delivery whose body need not be read, or null. */
export function refuseUnreadDelivery(request: Pick<ApiRequest, "method" | "header" | "ip">): ApiResponse | null {
  if (request.method !== "POST") {
    const refused = refusal(new DomainError("method_not_allowed", "Stripe sends its events by POST."), request);
    return { ...refused, headers: { ...refused.headers, Allow: "POST" } };
  }
  try {
    checkDelivery({ ctx: systemContext("stripe"), input: { signature: signatureOf(request) } });
    return null;
  } catch (thrown) {
    return refuse(thrown, newRequestId(), request);
  }
}

const signatureOf = ({ header }: Pick<ApiRequest, "header">) => header("stripe-signature") ?? null;

/**
 * One delivery of Stripe's. 200 once it is stored, and for what came before or is of no use here; 400 for a signature that does
 * not hold; 503 when it could not be stored, so that Stripe sends it again. Never a redirect.
 */
export async function answerStripeWebhook(request: ApiRequest): Promise<ApiResponse> {
  const requestId = newRequestId();
  try {
    if (request.body === null) throw new DomainError("payload_too_large", `The body is longer than ${MAX_STRIPE_EVENT_BYTES} bytes.`);
    const ctx = { ...systemContext("stripe"), requestId };
    const received = await receiveStripeEvent({ ctx, input: { body: request.body, signature: signatureOf(request) } });
    log(requestId, received);
    return {
      status: 200,
      headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store", "X-Request-Id": requestId },
      body: JSON.stringify({ received: true, new: received.isNew }),
    };
  } catch (thrown) {
    return refuse(thrown, requestId, request);
  }
}

function refuse(thrown: unknown, requestId: string, request: Pick<ApiRequest, "method" | "header" | "ip">): ApiResponse {
  const error = toDomainError(thrown, requestId);
  logRefusedDelivery({ error, requestId, path: STRIPE_WEBHOOK_PATH, now: systemClock.now() });
  return refusal(error, request);
}

function log(requestId: string, { event, oddity, isNew }: Received): void {
  const line = { requestId, event: event?.id, type: event?.type, isNew };
  if (oddity === null) logger().info(line, "stripe event");
  else if (event !== null) logger().warn({ ...line, oddity }, "stripe event of another shape: nothing here depends on it, stored as ignored");
  else logger().warn({ ...line, oddity }, "stripe sent what cannot be stored: nothing here depends on it, ignored");
}
