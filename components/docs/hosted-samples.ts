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

/** What the call for a link answers. */
export function linkAnswer(cancelUrl: string, environment: "prod" | "sandbox"): string {
  return `{
  "url": "${cancelUrl}/s/AZqwxH0ufDGfVQ5rGiw9Tn…",
  "expires_at": "2026-11-23T10:30:00.000Z",
  "environment": "${environment}",
  "session_id": "cxs_1CVQrJM4CKBspvfdUKjYQmkd"
}`;
}

/** On the return page: the token stands in the fragment, which no server and no log ever sees. */
export const TOKEN_FROM_FRAGMENT = `// In the browser, on the page of your return URL.
const token = new URLSearchParams(location.hash.slice(1)).get("ci_result_token");
if (token !== null) {
  history.replaceState(null, "", location.pathname + location.search); // out of the address
  await fetch("/cancel-result", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ token }),
  });
}`;

interface VerifySample {
  /** Null: an example. */
  workspaceKey: string | null;
  /** Where the cancellation pages are. */
  issuer: string;
  /** Origin of the return URL. */
  audience: string;
  environment: "prod" | "sandbox";
}

/** What the server does with the token. */
export function actOnResult({ workspaceKey, issuer, audience, environment }: VerifySample): string {
  return `// On your server, behind POST /cancel-result. The customer is signed in.
import { verifyResult } from "./verify-result.mjs";

const claims = verifyResult(token, {
  secrets: [process.env.RETENTBASE_SIGNING_SECRET],
  workspaceKey: "${workspaceKey ?? "wk_…"}",
  issuer: "${issuer}",
  audience: "${audience}",
  environment: "${environment}",
});
if (claims.sub !== customer.id) throw new Error("The result is another customer's.");
if (await isFirstUse(claims.jti)) { // a unique key in your database
  if (claims.outcome === "churned") await cancelSubscription(customer.id);
  else if (claims.offer.accepted) await applyOffer(customer.id, claims.offer);
}`;
}

/** The data of a webhook message about a session. */
export function completedMessage(environment: "prod" | "sandbox", returnUrl: string | null): string {
  return JSON.stringify(
    {
      type: "cancel_session.completed",
      timestamp: "2026-11-23T10:12:42.118Z",
      environment,
      workspaceKey: "wk_…",
      data: {
        session_id: "cxs_1CVQrJM4CKBspvfdUKjYQmkd",
        status: "completed",
        environment,
        userId: "user_456",
        reasonKey: "too_expensive",
        reasonText: null,
        outcome: "churned",
        offer: { type: "none", accepted: false, label: null },
        context: { plan: "pro", mrr: 129, tenureDays: 42 },
        metadata: null,
        flowVersion: 1,
        return_url: returnUrl ?? EXAMPLE_RETURN_URL,
        created_at: "2026-11-23T10:11:03.502Z",
        opened_at: "2026-11-23T10:11:04.790Z",
        completed_at: "2026-11-23T10:12:42.118Z",
        expires_at: "2026-11-24T10:12:31.007Z",
      },
    },
    null,
    2,
  );
}
