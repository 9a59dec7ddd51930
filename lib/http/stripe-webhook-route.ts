import { systemClock } from "#lib/core/clock.ts";
import { systemContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { receiveStripeEvent } from "#lib/features/billing/receive-event.ts";
import { logger } from "#lib/platform/logger.ts";
import { type ApiRequest, type ApiResponse, refusal } from "./dispatch.ts";
import { toDomainError } from "./problem.ts";
import { logRefusedDelivery } from "./refused-deliveries.ts";
import { newRequestId } from "./request-id.ts";

export const STRIPE_WEBHOOK_PATH = "/api/stripe/webhook";

/** An event holds a whole object; invoices of many lines are the longest. */
export const MAX_STRIPE_EVENT_BYTES = 1024 * 1024;

/**
 * One delivery of Stripe's. 200 once it is stored, and for what came before or is of no use here; 400 for a signature that does
 * not hold; 503 when it could not be stored, so that Stripe sends it again. Never a redirect.
 */
export async function answerStripeWebhook(request: ApiRequest): Promise<ApiResponse> {
  const requestId = newRequestId();
  if (request.method !== "POST") {
    const refused = refusal(new DomainError("method_not_allowed", "Stripe sends its events by POST."), request);
    return { ...refused, headers: { ...refused.headers, Allow: "POST" } };
  }
  try {
    if (request.body === null) throw new DomainError("payload_too_large", `The body is longer than ${MAX_STRIPE_EVENT_BYTES} bytes.`);
    const ctx = { ...systemContext("stripe"), requestId };
    const { event, isNew } = await receiveStripeEvent({ ctx, input: { body: request.body, signature: request.header("stripe-signature") ?? null } });
    logger().info({ requestId, event: event.id, type: event.type, isNew }, "stripe event");
    return {
      status: 200,
      headers: { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store", "X-Request-Id": requestId },
      body: JSON.stringify({ received: true, new: isNew }),
    };
  } catch (thrown) {
    const error = toDomainError(thrown, requestId);
    logRefusedDelivery({ error, requestId, path: STRIPE_WEBHOOK_PATH, now: systemClock.now() });
    return refusal(error, request);
  }
}
