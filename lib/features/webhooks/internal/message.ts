import { cancellationFromSnapshot } from "../../cancellations/from-snapshot.ts";
import { type MessageType, TEST_EVENT } from "../model/event.ts";

/** A message as the outbox holds it. */
export interface Message {
  type: MessageType;
  environment: string;
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
  const envelope = { type, timestamp, environment, workspaceKey };
  if (type === TEST_EVENT) return JSON.stringify({ ...envelope, data: {} });
  // A session ends once, and what is told of it was made for the outside when it was stored.
  if (type.startsWith("cancel_session.")) return JSON.stringify({ ...envelope, data: payload });
  const { cancellation, sequence } = cancellationFromSnapshot(payload);
  return JSON.stringify({ ...envelope, sequence, data: cancellation });
}
