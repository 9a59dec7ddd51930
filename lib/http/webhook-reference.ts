import type { WebhookReference } from "#lib/core/api-reference.ts";
import { formatId } from "#lib/core/ids.ts";
import { MAX_ENDPOINTS } from "#lib/features/webhooks/model/endpoint.ts";
import { messageTypes, messageTypeTexts } from "#lib/features/webhooks/model/event.ts";
import { messageSchemas } from "#lib/features/webhooks/model/message.ts";
import { FAILING_DAYS, KEPT_DAYS } from "#lib/features/webhooks/model/terms.ts";
import { sampleMessage } from "#lib/features/webhooks/sample-message.ts";
import { env } from "#lib/platform/env.ts";
import { signWebhook, WEBHOOK_TIMEOUT_MS } from "#lib/platform/webhook-client.ts";
import { fieldsOf } from "./reference-fields.ts";
import { webhookHeaders } from "./webhook-contract.ts";

/** Signs the message of the docs and nothing else. */
const SAMPLE_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw7v0kBpXtYQk=";

const NOBODY = formatId("wk", "019ab069-0000-7000-8000-000000000000");

/**
 * Webhooks as the docs show them; made of the schemas, settings and code that send them.
 * @param workspaceKey left out: one that names nobody
 */
export function webhookReference({ environment, workspaceKey = NOBODY }: { environment: "prod" | "sandbox"; workspaceKey?: string }): WebhookReference {
  const { id, at, body } = sampleMessage({ environment, workspaceKey });
  const values: Record<keyof typeof webhookHeaders, string> = {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at / 1000)),
    "webhook-signature": signWebhook({ id, at, body, secret: SAMPLE_SECRET }),
  };
  const data = "The cancellation as it was at that very change: the object that the API answers. Empty in a test.";
  return {
    events: messageTypes.map((type) => ({ type, text: messageTypeTexts[type] })),
    fields: fieldsOf(messageSchemas["cancellation.created"], "output").map((field) => {
      if (field.name === "type") return { ...field, type: messageTypes.map((type) => JSON.stringify(type)).join(" | ") };
      return field.name === "data" ? { ...field, description: data } : field;
    }),
    headers: Object.entries(webhookHeaders).map(([name, description]) => ({ name, description })),
    sample: { headers: Object.entries(values), body, secret: SAMPLE_SECRET },
    timeoutSeconds: WEBHOOK_TIMEOUT_MS / 1000,
    retrySeconds: env().WEBHOOK_RETRY_SECONDS,
    failingDays: FAILING_DAYS,
    keptDays: KEPT_DAYS,
    maxEndpoints: MAX_ENDPOINTS,
  };
}
