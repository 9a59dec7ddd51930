import { z } from "zod";
import { type WebhookEvent, webhookEventSchema } from "./event.ts";

/** So many endpoints an environment may have. */
export const MAX_ENDPOINTS = 10;

const events = z
  .array(webhookEventSchema)
  .min(1, "must name at least one event")
  .transform((list) => [...new Set(list)]);

export const createEndpointInput = z.strictObject({
  environment: z.enum(["prod", "sandbox"]),
  /** https, to the public internet. */
  url: z.string().trim(),
  events,
});
export type CreateEndpointInput = z.output<typeof createEndpointInput>;

export const updateEndpointInput = z.strictObject({
  /** `whe_…` */
  id: z.string(),
  url: z.string().trim().optional(),
  events: events.optional(),
  /** false gives up what waits for it; true begins anew with what happens from then on. */
  enabled: z.boolean().optional(),
  /** Replaces the secret; the old one signs nothing any more. */
  newSecret: z.boolean().optional(),
});
export type UpdateEndpointInput = z.output<typeof updateEndpointInput>;

export const endpointIdInput = z.strictObject({
  /** `whe_…` */
  id: z.string(),
});
export type EndpointIdInput = z.output<typeof endpointIdInput>;

/** Why nothing is sent to an endpoint: switched off by a person, it answered 410, or it failed for days. */
export type DisabledReason = "by_hand" | "gone" | "failing";

/** Where a workspace wants to be told of what. Times are ISO 8601. */
export interface WebhookEndpoint {
  /** `whe_…` */
  id: string;
  environment: "prod" | "sandbox";
  url: string;
  events: WebhookEvent[];
  enabled: boolean;
  disabledAt: string | null;
  disabledReason: DisabledReason | null;
  /** Since when no attempt has succeeded. */
  failingSince: string | null;
  createdAt: string;
}
