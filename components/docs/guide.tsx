import type { ReactNode } from "react";
import { CodeBlock } from "#components/ui/code-block.tsx";
import type { ReferenceEndpoint, WebhookReference } from "#lib/core/api-reference.ts";
import { EndpointReference } from "./endpoint-reference.tsx";
import { ExportGuide } from "./export-guide.tsx";
import { PlansAndAccess } from "./plans-and-access.tsx";
import { answerOf, getWithCurl, patchWithCurl, patchWithFetch, postWithCurl, postWithFetch } from "./samples.ts";
import { Section } from "./section.tsx";
import { WebhookGuide } from "./webhook-guide.tsx";

interface Props {
  /** e.g. "https://api.example.com" */
  apiUrl: string;
  environment: "prod" | "sandbox";
  endpoints: ReferenceEndpoint[];
  /** An enabled reason, for the samples. */
  reasonKey: string;
  /** What belongs to one workspace: its key, its secrets; or where to find them. */
  workspace: ReactNode;
  webhooks: WebhookReference;
  /** Where endpoints are added; null for those who may not, and without a workspace. */
  webhookSettingsHref: string | null;
  /** The guide of the hosted flow. */
  hosted: ReactNode;
  /** What stands before the calls that the workspace's plan lacks. */
  locked?: ReactNode;
}

const contents = [
  ["start", "Before you start"],
  ["model", "Choose an integration"],
  ["hosted", "Hosted flow"],
  ["verify", "Verify a result"],
  ["first-call", "Send the first cancellation"],
  ["outcome", "Tell how it ended"],
  ["retries", "Retries and limits"],
  ["webhooks", "Be told by webhooks"],
  ["export", "Export as CSV"],
  ["plans", "Plans and access"],
  ["reference", "Reference"],
  ["checklist", "Before production"],
] as const;

/** The guide: a call first, what it means after. */
export function Guide({ apiUrl, environment, endpoints, reasonKey, workspace, hosted, locked, webhooks, webhookSettingsHref }: Props) {
  return (
    <div className="grid gap-8 xl:grid-cols-[minmax(0,1fr)_200px]">
      <div className="grid min-w-0 gap-10">
        <Section id="start" title="Before you start">
          <p>
            Calls go to <code className="wrap-anywhere">{apiUrl}</code>, from your server only: an API key in a browser or an app belongs to everybody.
            Everything is JSON. The samples take the key from the environment: <code className="wrap-anywhere">export RETENTBASE_API_KEY=rbk_…</code>
          </p>
          {workspace}
        </Section>
        <Section id="model" title="Choose an integration">
          <p>
            <strong>Custom API</strong> (plan Advanced): your product asks the customer and makes the offer; RetentBase is the ledger of what happened and how
            it ended: <a href="#first-call">the first call</a>.
          </p>
          <p>
            <strong>Hosted flow</strong> (plans Core and Advanced): RetentBase shows the cancellation pages and hands back a signed result:{" "}
            <a href="#hosted">how it works</a>. The two are never mixed for one cancellation.
          </p>
          <p>RetentBase never changes a subscription in your billing. Your server does, and tells how it ended.</p>
        </Section>
        {hosted}
        <Section id="first-call" title="Send the first cancellation">
          {locked}
          <CodeBlock label="First call with curl" code={postWithCurl({ apiUrl, environment, reasonKey })} />
          <CodeBlock label="What it answers" code={answerOf(webhooks.sample.body)} />
          <p>
            <code>201</code> means that the event is on disk. <code>eventId</code> is your own id of this attempt to cancel: sent again, the same event comes
            back with <code>200</code> and nothing is doubled. <code>reasonKey</code> must be an enabled reason of the workspace.
          </p>
          <CodeBlock label="First call from JavaScript" code={postWithFetch({ apiUrl, environment, reasonKey })} />
        </Section>
        <Section id="outcome" title="Tell how it ended">
          <CodeBlock label="Outcome with curl" code={patchWithCurl({ apiUrl, environment })} />
          <CodeBlock label="Outcome from JavaScript" code={patchWithFetch({ apiUrl, environment })} />
          <p>
            An outcome can change: a customer who cancelled comes back, one who stayed leaves after all. Every update is kept. The current one is the latest by
            what comes first of <code>effectiveAt</code> and receipt, so a late retry never overrules newer news. An accepted offer is not an outcome: say{" "}
            <code>recovered</code> only when the customer stayed.
          </p>
          <CodeBlock label="Read it back, with every outcome ever said" code={getWithCurl({ apiUrl, environment })} />
        </Section>
        <Section id="retries" title="Retries and limits">
          <p>
            On a time-out, <code>429</code> or <code>503</code> send the same call again, after <code>Retry-After</code> seconds where the answer has it.
            However often you send it, one event is stored. Should a retry say something else than the first call, the answer is still <code>200</code>, with{" "}
            <code>payloadMatch: false</code> and the names of the fields; <code>Prefer: handling=strict</code> makes it a <code>422</code>.
          </p>
          <p>
            Every answer carries <code>RateLimit</code>, <code>RateLimit-Policy</code> and <code>X-Request-Id</code>. Errors are{" "}
            <a href="/docs/errors">problem documents</a> with a stable <code>code</code>.
          </p>
          <p>
            <code>"environment": "sandbox"</code> keeps test data apart: it never counts in prod’s figures. An event belongs to the environment of its first
            call; a PATCH in the other one is a <code>409</code>.
          </p>
        </Section>
        <WebhookGuide webhooks={webhooks} settingsHref={webhookSettingsHref} />
        <ExportGuide />
        <PlansAndAccess endpoints={endpoints} />
        <Section id="reference" title="Reference">
          <p>
            The same as <a href="/api/v1/openapi.json">OpenAPI 3.1</a>, for your tools.
          </p>
          {endpoints.map((endpoint) => (
            <EndpointReference key={endpoint.id} endpoint={endpoint} />
          ))}
        </Section>
        <Section id="checklist" title="Before production">
          <ul className="m-0 grid max-w-prose list-disc gap-1.5 ps-5">
            <li>The API key lives in your server’s secrets, nowhere else.</li>
            <li>
              <code>eventId</code> comes from your own data, so that a retry after a crash sends the same one.
            </li>
            <li>You have sent sandbox events and seen them in the dashboard, with the outcomes you expected.</li>
            <li>
              Answers other than 2xx are logged with status, body and <code>X-Request-Id</code>.
            </li>
            <li>Every event that you send as pending gets its outcome one day.</li>
            <li>Your webhook endpoint refuses a message whose signature does not hold, and does nothing at a repeat.</li>
          </ul>
        </Section>
      </div>
      <nav aria-label="On this page" className="order-first text-13 xl:order-none">
        <ul className="sticky top-6 m-0 flex list-none flex-wrap gap-x-4 gap-y-1 p-0 xl:flex-col">
          {contents.map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`} className="inline-flex min-h-6 items-center text-muted no-underline hover:text-ink">
                {title}
              </a>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
