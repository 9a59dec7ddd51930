/** Calls to paste; the same content as the integration guide's sample. */

interface Sample {
  apiUrl: string;
  environment: "prod" | "sandbox";
}

interface PostSample extends Sample {
  reasonKey: string;
}

/** POST /cancellations as curl. */
export function postWithCurl({ apiUrl, environment, reasonKey }: PostSample): string {
  return `curl ${apiUrl}/api/v1/cancellations \\
  -H "Authorization: Bearer $RETENTBASE_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{
    "environment": "${environment}",
    "eventId": "cancel_evt_8f30a7bf",
    "userId": "user_456",
    "reasonKey": "${reasonKey}",
    "outcome": "churned",
    "offer": { "type": "discount", "accepted": true, "label": "20% off next month" },
    "reasonText": "Needs lower monthly price",
    "context": { "plan": "pro", "mrr": 129, "tenureDays": 42 },
    "metadata": { "source": "billing_settings_page" }
  }'`;
}

/** The same from a server in JavaScript. */
export function postWithFetch({ apiUrl, environment, reasonKey }: PostSample): string {
  return `const response = await fetch("${apiUrl}/api/v1/cancellations", {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
    Authorization: "Bearer " + process.env.RETENTBASE_API_KEY,
  },
  body: JSON.stringify({
    environment: "${environment}",
    eventId: "cancel_evt_8f30a7bf", // your id; send the same one on every retry
    userId: "user_456",
    reasonKey: "${reasonKey}",
    outcome: "churned", // leave it out while you do not know it, and PATCH it later
    offer: { type: "discount", accepted: true, label: "20% off next month" },
    reasonText: "Needs lower monthly price",
    context: { plan: "pro", mrr: 129, tenureDays: 42 },
    occurredAt: new Date().toISOString(),
    metadata: { source: "billing_settings_page" },
  }),
});
if (!response.ok) console.error(response.status, await response.text());`;
}

/** PATCH /cancellations/{eventId} from a server in JavaScript. */
export function patchWithFetch({ apiUrl, environment }: Sample): string {
  return `const response = await fetch("${apiUrl}/api/v1/cancellations/" + encodeURIComponent("cancel_evt_8f30a7bf"), {
  method: "PATCH",
  headers: {
    "Content-Type": "application/json",
    Authorization: "Bearer " + process.env.RETENTBASE_API_KEY,
  },
  body: JSON.stringify({
    environment: "${environment}",
    outcome: "recovered",
    effectiveAt: new Date().toISOString(),
    metadata: { actor: "success_playbook", channel: "cs_call" },
  }),
});
if (!response.ok) console.error(response.status, await response.text());`;
}

/** The same as curl. */
export function patchWithCurl({ apiUrl, environment }: Sample): string {
  return `curl -X PATCH ${apiUrl}/api/v1/cancellations/cancel_evt_8f30a7bf \\
  -H "Authorization: Bearer $RETENTBASE_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{
    "environment": "${environment}",
    "outcome": "recovered",
    "metadata": { "actor": "success_playbook", "channel": "cs_call" }
  }'`;
}

/** GET /cancellations/{eventId} as curl. */
export function getWithCurl({ apiUrl, environment }: Sample): string {
  return `curl "${apiUrl}/api/v1/cancellations/cancel_evt_8f30a7bf?environment=${environment}" \\
  -H "Authorization: Bearer $RETENTBASE_API_KEY"`;
}

/** The answer to the first call. @param message of a webhook about the same event: it holds the same object */
export function answerOf(message: string): string {
  const { data } = JSON.parse(message) as { data: object };
  return `HTTP/1.1 201 Created\ncontent-type: application/json\n\n${JSON.stringify({ ...data, replayed: false }, null, 2)}`;
}
