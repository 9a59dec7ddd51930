import Link from "next/link";
import { linkWithCurl } from "#components/docs/hosted-samples.ts";
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
  /** Where keys are made, for those who may. */
  keysHref: string | null;
  docsHref: string;
  /** Where the API is, e.g. "https://api.example.com". */
  apiUrl: string;
  /** An address on one of the workspace's return origins; null: none is allowed yet. */
  returnUrl: string | null;
}

/** What will be here, and the one next step: a link, in sandbox. */
export function NoSessions({ environment, isDemo, otherHref, keysHref, docsHref, apiUrl, returnUrl }: Props) {
  if (isDemo) {
    return (
      <Card>
        <EmptyState title={`The demo has no ${environment} sessions`} action={<ButtonLink href={docsHref}>How the hosted flow works</ButtonLink>}>
          In a workspace of your own, every run of the hosted cancellation pages stands here, step by step.
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState
        title={`No hosted sessions in ${environment} yet`}
        extra={<CodeBlock label="Make a link in sandbox" code={linkWithCurl({ apiUrl, environment: "sandbox", returnUrl })} />}
        action={
          keysHref === null ? (
            <ButtonLink href={docsHref} variant="primary">
              Read how it works
            </ButtonLink>
          ) : (
            <ButtonLink href={keysHref} variant="primary">
              Make a sandbox API key
            </ButtonLink>
          )
        }
      >
        <p>
          Each time a customer is sent to the cancellation pages, it will stand here: what they saw and chose, step by step, and whether you know the outcome.
        </p>
        <p className="mt-2">
          The call below answers with a <code>url</code>: open it and cancel, as a customer would. It takes a sandbox key in <code>RETENTBASE_API_KEY</code>
          {returnUrl === null && (
            <>
              , and an origin of yours in place of <code>https://app.example.com</code>, which an owner or admin allows first (Flow, Rules and return)
            </>
          )}
          .{" "}
          {environment === "prod" && (
            <>
              What you try stands in <Link href={otherHref}>Sandbox</Link>.
            </>
          )}
        </p>
      </EmptyState>
    </Card>
  );
}
