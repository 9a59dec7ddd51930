import type { ActionResult } from "#lib/core/action-result.ts";
import type { ListAttemptsInput, WebhookAttempt } from "#lib/features/webhooks/model/delivery.ts";
import type { CreateEndpointInput, UpdateEndpointInput } from "#lib/features/webhooks/model/endpoint.ts";

/** What can be done to endpoints, as server actions. */
export interface WebhookActions {
  create(input: CreateEndpointInput): Promise<ActionResult<{ secret: string }>>;
  /** @returns the new secret, where one was asked for */
  update(input: UpdateEndpointInput): Promise<ActionResult<{ secret: string | null }>>;
  remove(input: { id: string }): Promise<ActionResult>;
  /** @returns the message’s id (`msg_…`) */
  test(input: { id: string }): Promise<ActionResult<{ messageId: string }>>;
  attempts(input: ListAttemptsInput): Promise<ActionResult<WebhookAttempt[]>>;
}
