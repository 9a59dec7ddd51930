/** Calls of the hosted flow, to paste. */

interface LinkSample {
  /** e.g. "https://api.example.com" */
  apiUrl: string;
  environment: "prod" | "sandbox";
  /** An address on an allowed return origin; null: an example. */
  returnUrl: string | null;
}

const EXAMPLE_RETURN_URL = "https://app.example.com/account";

/** POST /cancel-link as curl. */
export function linkWithCurl({ apiUrl, environment, returnUrl }: LinkSample): string {
  return `curl ${apiUrl}/api/v1/cancel-link \\
  -H "Authorization: Bearer $RETENTBASE_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{
    "environment": "${environment}",
    "userId": "user_456",
    "returnUrl": "${returnUrl ?? EXAMPLE_RETURN_URL}",
    "context": { "plan": "pro", "mrr": 129, "tenureDays": 42 },
    "display": { "planName": "Pro, monthly", "effectiveAt": "2027-01-31" },
    "customerType": "b2b"
  }'`;
}

/** The same from a server in JavaScript, with the redirect. */
export function linkWithFetch({ apiUrl, environment, returnUrl }: LinkSample): string {
  return `// In the route behind your "Cancel subscription" button; the customer is signed in.
const response = await fetch("${apiUrl}/api/v1/cancel-link", {
  method: "POST",
  headers: {
    "Content-Type": "application/json",
    Authorization: "Bearer " + process.env.RETENTBASE_API_KEY,
    "Idempotency-Key": requestId, // a retry of this very call gives the same link
  },
  body: JSON.stringify({
    environment: "${environment}",
    userId: customer.id,
    returnUrl: "${returnUrl ?? EXAMPLE_RETURN_URL}",
    context: { plan: "pro", mrr: 129, tenureDays: 42 },
    display: { planName: "Pro, monthly", effectiveAt: "2027-01-31" },
    customerType: "b2b",
    region: "DE",
    customer: { email: customer.email }, // for the receipt alone
  }),
});
if (!response.ok) throw new Error("cancel-link " + response.status + " " + (await response.text()));
const { url } = await response.json();
return Response.redirect(url, 303);`;
}
