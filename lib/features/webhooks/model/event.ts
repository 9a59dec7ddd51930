import { z } from "zod";

/** What an endpoint can subscribe to. */
export const webhookEvents = ["cancellation.created", "cancellation.outcome_updated", "cancel_session.completed", "cancel_session.abandoned"] as const;

export const webhookEventSchema = z.enum(webhookEvents);
export type WebhookEvent = z.infer<typeof webhookEventSchema>;

/** Sent by hand to one endpoint, whatever it subscribes to. */
export const TEST_EVENT = "webhook.test";

/** Everything that the outbox holds for endpoints. */
export const messageTypes = [...webhookEvents, TEST_EVENT] as const;
export type MessageType = (typeof messageTypes)[number];

/** What each event tells, for people. */
export const webhookEventTexts: Record<WebhookEvent, string> = {
  "cancellation.created": "A cancellation was stored for the first time, with its outcome if it was known.",
  "cancellation.outcome_updated": "An outcome of a stored cancellation was received. Its current outcome may be another one.",
  "cancel_session.completed": "A customer finished a hosted session: its outcome is final. A reason given afterwards, on the receipt, is not in it.",
  "cancel_session.abandoned": "The time of an opened hosted session was over without an outcome: it is abandoned for good.",
};

/** The same of every message that can arrive. */
export const messageTypeTexts: Record<MessageType, string> = {
  ...webhookEventTexts,
  [TEST_EVENT]: "Sent by hand from the settings to one endpoint, whatever it subscribes to.",
};
