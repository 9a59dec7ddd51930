import { z } from "zod";
import type { MessageType } from "./event.ts";

export const deliveryStates = ["waiting", "delivered", "failed"] as const;
export type DeliveryState = (typeof deliveryStates)[number];

export const listDeliveriesInput = z.strictObject({
  /** `whe_…` */
  endpointId: z.string(),
  state: z.enum(deliveryStates).optional(),
  limit: z.number().int().min(1).max(200).default(50),
  /** nextCursor of the page before. */
  cursor: z.string().optional(),
});
export type ListDeliveriesInput = z.input<typeof listDeliveriesInput>;

/** A message on its way to an endpoint. Times are ISO 8601. */
export interface WebhookDelivery {
  /** `msg_…`, the webhook-id that the endpoint sees. */
  messageId: string;
  type: MessageType;
  state: DeliveryState;
  /** Attempts made so far. */
  attempts: number;
  /** null unless it waits. */
  nextAttemptAt: string | null;
  createdAt: string;
  /** When it was delivered or given up. */
  finishedAt: string | null;
}

/** One try to deliver. */
export interface WebhookAttempt {
  /** Grows; a gap is an attempt that was cut short, so that nobody knows how it ended. */
  number: number;
  at: string;
  durationMs: number;
  /** HTTP status; null when there was no answer. */
  status: number | null;
  error: string | null;
  /** The first 1 KiB of the answer. */
  answer: string | null;
}

/** A message of an endpoint with what came of it last. */
export interface RecentDelivery extends Pick<WebhookDelivery, "messageId" | "type" | "state" | "attempts" | "nextAttemptAt"> {
  /** null: none was made yet. */
  lastAttempt: Pick<WebhookAttempt, "at" | "durationMs" | "status" | "error"> | null;
}

/** What an endpoint was sent lately. */
export interface EndpointActivity {
  /** The latest first. */
  deliveries: RecentDelivery[];
  /** The latest test, unless it lies far back; may stand among the deliveries too. */
  lastTest: RecentDelivery | null;
}

export const listAttemptsInput = z.strictObject({
  /** `whe_…` */
  endpointId: z.string(),
  /** `msg_…` */
  messageId: z.string(),
});
export type ListAttemptsInput = z.output<typeof listAttemptsInput>;
