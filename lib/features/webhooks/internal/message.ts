import type { Environment } from "#lib/core/context.ts";
import type { SessionSummary } from "../../cancel-sessions/model/session.ts";
import { cancellationFromSnapshot } from "../../cancellations/from-snapshot.ts";
import { type MessageType, TEST_EVENT } from "../model/event.ts";
import type { WebhookMessage } from "../model/message.ts";

/** A message as the outbox holds it. */
export interface Message {
  type: MessageType;
  environment: Environment;
  workspaceKey: string;
  /** When the change was committed, in ISO 8601. */
  timestamp: string;
  payload: unknown;
}

/**
 * What is sent, the same on every attempt. `sequence` grows with every change of one cancellation, since messages may arrive in
 * any order: a receiver drops what is older than what it knows.
 */
export function bodyOf({ type, environment, workspaceKey, timestamp, payload }: Message): string {
  const envelope = { timestamp, environment, workspaceKey };
  let message: WebhookMessage;
  if (type === TEST_EVENT) message = { type, ...envelope, data: {} };
  else if (type === "cancel_session.completed" || type === "cancel_session.abandoned") {
    // What is told of a session was made for the outside when it was stored.
    message = { type, ...envelope, data: payload as SessionSummary };
  } else {
    const { cancellation, sequence } = cancellationFromSnapshot(payload);
    message = { type, ...envelope, sequence, data: cancellation };
  }
  return JSON.stringify(message);
}
