import Link from "next/link";
import { PlainPage } from "#components/shell/plain-page.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { CodeBlock } from "#components/ui/code-block.tsx";
import { systemContext } from "#lib/core/context.ts";
import { VISITOR } from "#lib/core/permissions.ts";
import { sellsPlans } from "#lib/features/billing/sells-plans.ts";
import { isSignUpOpen } from "#lib/features/members/is-sign-up-open.ts";
import { demoSlug } from "#lib/http/session.ts";

/** Whether there is a demo to look at, and whether one may sign up, is known when the page is asked for, not when it is built. */
export const dynamic = "force-dynamic";

const promises = [
  {
    title: "A ledger that forgets nothing",
    text: "Every attempt to cancel, with its reason, the offer shown and each outcome since, is stored once, however often your server sends it.",
  },
  {
    title: "Your pages or ours",
    text: "Build the cancellation yourself and send each one through the API, or send your customers to pages that we host: reason, offer, confirmation, in ten languages.",
  },
  {
    title: "Your billing stays yours",
    text: "RetentBase never changes a subscription; your server acts on the result.",
  },
];

const CALL = `POST /api/v1/cancellations
Authorization: Bearer <API key>
Content-Type: application/json

{
  "eventId": "cancel_evt_8f30a7bf",
  "userId": "user_456",
  "reasonKey": "too_expensive",
  "outcome": "churned"
}`;

export default async function LandingPage() {
  const [demo, maySignUp] = await Promise.all([demoSlug(), isSignUpOpen({ ctx: systemContext(VISITOR) }).catch(() => false)]);
  return (
    <PlainPage
      width="wide"
      actions={
        <span className="flex flex-wrap items-center justify-end gap-1">
          <ButtonLink href="/sign-in" size="small" variant="ghost">
            Sign in
          </ButtonLink>
          {maySignUp && (
            <ButtonLink href="/sign-up" size="small">
              Create account
            </ButtonLink>
          )}
        </span>
      }
    >
      <div className="grid grid-cols-[minmax(0,1fr)] items-center gap-x-12 gap-y-8 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
        <div className="grid gap-6">
          <div className="grid gap-3">
            <h1 className="text-balance font-semibold text-28 tracking-tight">Know why customers cancel. Keep those who want to be kept.</h1>
            <p className="text-16 text-muted">And let everybody else leave cleanly.</p>
          </div>
          <div className="flex flex-wrap items-center gap-2">
            {demo !== null && (
              <ButtonLink href={`/dashboard/${demo}/cancellations`} size="large" variant="primary">
                Look at the demo
              </ButtonLink>
            )}
            {maySignUp && (
              <ButtonLink href="/sign-up" size="large" variant={demo === null ? "primary" : "secondary"}>
                Create account
              </ButtonLink>
            )}
            {demo === null && !maySignUp && (
              <ButtonLink href="/sign-in" size="large" variant="primary">
                Sign in
              </ButtonLink>
            )}
            <ButtonLink href="/api/v1/openapi.json" size="large" variant="secondary" prefetch={false}>
              Read the API
            </ButtonLink>
          </div>
        </div>
        <CodeBlock label="Your server, once for each cancellation" code={CALL} />
      </div>
      <ul className="grid gap-x-8 gap-y-6 border-line border-t pt-8 md:grid-cols-3">
        {promises.map(({ title, text }) => (
          <li key={title} className="grid content-start gap-1">
            <h2 className="font-semibold text-14">{title}</h2>
            <p className="text-muted">{text}</p>
          </li>
        ))}
      </ul>
      <p className="text-13 text-muted">
        For your server: <Link href="/docs">the docs</Link>, <a href="/api/v1/openapi.json">the API in OpenAPI 3.1</a>,{" "}
        <Link href="/docs/errors">its errors</Link>.
        {sellsPlans() && (
          <>
            {" "}
            What it costs: <Link href="/pricing">pricing</Link>.
          </>
        )}
      </p>
    </PlainPage>
  );
}
