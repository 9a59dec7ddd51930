import { z } from "zod";
import { sessionSummarySchema } from "../../cancel-sessions/model/session.ts";
import { cancellationSchema } from "../../cancellations/model/cancellation.ts";
import { type MessageType, TEST_EVENT } from "./event.ts";

/** What is posted to an endpoint: every message is built as one of these, and the docs and OpenAPI show them. */

const envelope = <Type extends MessageType>(type: Type) => ({
  type: z.literal(type).meta({ description: "The event." }),
  timestamp: z.iso.datetime().meta({ description: "When the change was committed; the same on every attempt." }),
  environment: z.enum(["prod", "sandbox"]).meta({ description: "Each environment has endpoints of its own." }),
  workspaceKey: z.string().meta({ description: "Names the workspace (`wk_…`)." }),
});

const aboutCancellation = <Type extends MessageType>(type: Type) =>
  z.strictObject({
    ...envelope(type),
    sequence: z.int().min(0).meta({
      description: "Counts the outcomes said of this cancellation: grows with every message about it. Messages may arrive in any order; keep the highest.",
    }),
    data: cancellationSchema,
  });

const aboutSession = <Type extends MessageType>(type: Type) => z.strictObject({ ...envelope(type), data: sessionSummarySchema });

/** The shape of each message. */
export const messageSchemas = {
  "cancellation.created": aboutCancellation("cancellation.created").meta({ id: "CancellationCreatedMessage" }),
  "cancellation.outcome_updated": aboutCancellation("cancellation.outcome_updated").meta({ id: "CancellationOutcomeUpdatedMessage" }),
  "cancel_session.completed": aboutSession("cancel_session.completed").meta({ id: "CancelSessionCompletedMessage" }),
  "cancel_session.abandoned": aboutSession("cancel_session.abandoned").meta({ id: "CancelSessionAbandonedMessage" }),
  [TEST_EVENT]: z.strictObject({ ...envelope(TEST_EVENT), data: z.strictObject({}).meta({ description: "Empty." }) }).meta({ id: "WebhookTestMessage" }),
} as const satisfies Record<MessageType, z.ZodType>;

export type WebhookMessage = z.infer<(typeof messageSchemas)[MessageType]>;
