import Link from "next/link";
import { postWithCurl } from "#components/docs/samples.ts";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

interface Props {
  environment: "prod" | "sandbox";
  /** Whether this is the public demo, which nobody can send to. */
  isDemo: boolean;
  /** The same page in the other environment. */
  otherHref: string;
  /** The same page of the public demo, where there is one. */
  demoHref: string | null;
  /** Where keys are made, for those who may. */
  keysHref: string | null;
  /** Where the API is, e.g. "https://api.example.com". */
  apiUrl: string;
  /** An enabled reason, for the sample. */
  reasonKey: string;
  /** Whether the workspace's plan has the custom API. */
  hasCustomApi: boolean;
}

/** What will be here, and the one next step. */
export function NoCancellations({ environment, isDemo, otherHref, demoHref, keysHref, apiUrl, reasonKey, hasCustomApi }: Props) {
  if (isDemo) {
    return (
      <Card>
        <EmptyState
          title={`The demo has no ${environment} data`}
          action={<ButtonLink href={otherHref}>Look at the demo’s {environment === "sandbox" ? "prod" : "sandbox"}</ButtonLink>}
        >
          {environment === "sandbox"
            ? "In a workspace of your own, what you send while you integrate stands here, apart from prod."
            : "Its made-up cancellations have not been stored yet."}
        </EmptyState>
      </Card>
    );
  }
  const demo = demoHref !== null && (
    <ButtonLink href={demoHref} prefetch={false}>
      Show me with demo data
    </ButtonLink>
  );
  if (!hasCustomApi) {
    return (
      <Card>
        <EmptyState title={`No cancellations in ${environment} yet`} action={demo}>
          The Core plan fills this list from the hosted flow. Sending cancellations through the API belongs to the Advanced plan.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState
        title={`No cancellations in ${environment} yet`}
        extra={<CodeBlock label="Send the first one" code={postWithCurl({ apiUrl, environment, reasonKey })} />}
        action={
          keysHref !== null && (
            <ButtonLink href={keysHref} variant="primary">
              Make an API key
            </ButtonLink>
          )
        }
        secondary={demo}
      >
        <p>Each attempt of a customer to cancel will stand here, with its reason, the offer that was shown, and every outcome since.</p>
        <p className="mt-2">
          The call below needs an API key in <code>RETENTBASE_API_KEY</code>
          {environment === "prod" && (
            <>
              {" "}
              (to try it out first, <Link href={otherHref}>switch to Sandbox</Link>)
            </>
          )}
          . Sending it again changes nothing: the <code>eventId</code> makes it safe to retry.
        </p>
      </EmptyState>
    </Card>
  );
}
