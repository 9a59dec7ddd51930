import { Snippet } from "#components/ui/snippet.tsx";

interface Props {
  environment: "prod" | "sandbox";
  /** Where the API is, e.g. "https://api.example.com". */
  apiUrl: string;
  /** Whether the workspace's plan has the custom API. */
  hasCustomApi: boolean;
}

/** What will be here, and the one next step. */
export function NoCancellations({ environment, apiUrl, hasCustomApi }: Props) {
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
