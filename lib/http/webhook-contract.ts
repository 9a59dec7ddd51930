import type { z } from "zod";
import { messageTypes, messageTypeTexts, TEST_EVENT } from "#lib/features/webhooks/model/event.ts";
import { messageSchemas } from "#lib/features/webhooks/model/message.ts";
import { WEBHOOK_TIMEOUT_MS } from "#lib/platform/webhook-client.ts";

type Json = { [key: string]: unknown };

/** The headers of every message (Standard Webhooks). */
export const webhookHeaders = {
  "webhook-id": "Names the message (`msg_…`): the same on every attempt and at every endpoint.",
  "webhook-timestamp": "When this attempt was made, in seconds since 1970. Refuse what is more than five minutes away from your clock.",
  "webhook-signature":
    "`v1,` and the base64 of HMAC-SHA256 over `{webhook-id}.{webhook-timestamp}.{body}`, the key being what stands after `whsec_`, decoded from base64. Several may stand there, with spaces between them: one that holds is enough.",
} as const;

const SENT_TO = "Posted to every enabled endpoint of the environment that subscribes; at least once, in any order.";

/** OpenAPI 3.1's `webhooks`: what is posted to endpoints. @param schema turns a zod schema into one of the document */
export function webhookOperations(schema: (type: z.ZodType, io: "output") => Json): Record<string, Json> {
  const parameters = Object.entries(webhookHeaders).map(([name, description]) => ({
    name,
    in: "header",
    required: true,
    description,
    schema: { type: "string" },
  }));
  return Object.fromEntries(
    messageTypes.map((type) => [
      type,
      {
        post: {
          summary: messageTypeTexts[type],
          description: type === TEST_EVENT ? "Posted to the one endpoint that it was asked for." : SENT_TO,
          security: [],
          parameters,
          requestBody: { required: true, content: { "application/json": { schema: schema(messageSchemas[type], "output") } } },
          responses: {
            "2XX": {
              description: `Delivered, when it is answered within ${WEBHOOK_TIMEOUT_MS / 1000} seconds. The first 1 KiB of the answer is kept for the endpoint's owner to look at.`,
            },
            "410": { description: "Nothing more is wanted: the endpoint is disabled at once." },
            default: { description: "Failed, redirects included: it is sent again later." },
          },
        },
      },
    ]),
  );
}
