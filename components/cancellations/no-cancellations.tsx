import Link from "next/link";
import type { ReactNode } from "react";
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
  /** What stands for the custom API where the plan lacks it; null: it has it. */
  locked: ReactNode;
}

/** What will be here, and the one next step. */
export function NoCancellations({ environment, isDemo, otherHref, demoHref, keysHref, apiUrl, reasonKey, locked }: Props) {
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
  if (locked !== null) {
    return (
      <Card>
        <EmptyState title={`No cancellations in ${environment} yet`} action={demo} extra={locked}>
          Every customer whom you send to the hosted cancellation pages will stand here, with reason, offer and outcome.
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
