import type { FieldRow } from "./endpoint.ts";

/** Webhooks as the docs show them; lib/http/webhook-reference.ts makes it from what sends them. */
export interface Webhooks {
  events: { type: string; text: string }[];
  /** Of a message. */
  fields: FieldRow[];
  headers: { name: string; description: string }[];
  /** A message as it arrives, signed with `secret`. */
  sample: { headers: [name: string, value: string][]; body: string; secret: string };
  timeoutSeconds: number;
  /** Pauses before the retries, in seconds. */
  retrySeconds: readonly number[];
  failingDays: number;
  keptDays: number;
  /** In an environment. */
  maxEndpoints: number;
}
