import Link from "next/link";
import { Snippet } from "#components/ui/snippet.tsx";

interface Props {
  environment: "prod" | "sandbox";
  slug: string;
  /** Whether this is the public demo, which nobody can send to. */
  isDemo: boolean;
  /** The same page in the other environment. */
  otherHref: string;
  /** Where the API is, e.g. "https://api.example.com". */
  apiUrl: string;
  /** Whether the workspace's plan has the custom API. */
  hasCustomApi: boolean;
}

/** What will be here, and the one next step. */
export function NoCancellations({ environment, slug, isDemo, otherHref, apiUrl, hasCustomApi }: Props) {
  if (isDemo) {
    return (
      <div className="panel panel-body">
        <h2>The demo has no {environment} data</h2>
        <p>
          {environment === "sandbox"
            ? "In a workspace of your own, what you send while you integrate stands here, apart from prod."
            : "Its made-up cancellations have not been stored yet."}
        </p>
        <p>
          <Link href={otherHref}>Look at the demo’s {environment === "sandbox" ? "prod" : "sandbox"}</Link>
        </p>
      </div>
    );
  }
  return (
    <div className="panel panel-body">
      <h2>No cancellations in {environment} yet</h2>
      <p>Each attempt of a customer to cancel will stand here, with its reason, the offer that was shown, and every outcome since.</p>
      {hasCustomApi ? (
        <>
          <p>
            Send the first one with an API key of this workspace in <code>RETENTBASE_API_KEY</code>. Sending it again changes nothing: the <code>eventId</code>{" "}
            makes it safe to retry.
          </p>
          {environment === "prod" && (
            <p>
              The key must be one for prod: whoever runs this server makes it with <code>npm run -s rb -- key create {slug} --name server</code>. With a
              sandbox-only key, <Link href={otherHref}>switch to Sandbox</Link>.
            </p>
          )}
          <Snippet label="Sample call" code={sampleCall(apiUrl, environment)} />
        </>
      ) : (
        <p>The Core plan fills this list from the hosted flow. Sending cancellations through the API belongs to the Advanced plan.</p>
      )}
    </div>
  );
}

function sampleCall(apiUrl: string, environment: Props["environment"]): string {
  return `curl ${apiUrl}/api/v1/cancellations \\
  -H "Authorization: Bearer $RETENTBASE_API_KEY" \\
  -H "Content-Type: application/json" \\
  -d '{
    "environment": "${environment}",
    "eventId": "cancel_evt_8f30a7bf",
    "userId": "user_456",
    "reasonKey": "too_expensive",
    "outcome": "churned",
    "offer": { "type": "discount", "accepted": true, "label": "20% off next month" },
    "reasonText": "Needs lower monthly price",
    "context": { "plan": "pro", "mrr": 129, "tenureDays": 42 }
  }'`;
}
