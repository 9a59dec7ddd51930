import type { ActionResult } from "#lib/core/action-result.ts";
import type { CreateEndpointInput, UpdateEndpointInput } from "#lib/features/webhooks/model/endpoint.ts";

/** What can be done to endpoints, as server actions. */
export interface WebhookActions {
  create(input: CreateEndpointInput): Promise<ActionResult<{ secret: string }>>;
  update(input: UpdateEndpointInput): Promise<ActionResult>;
  remove(input: { id: string }): Promise<ActionResult>;
  test(input: { id: string }): Promise<ActionResult>;
}
