import Link from "next/link";
import { demoSlug } from "#lib/http/session.ts";

/** Whether there is a demo to look at is known when the page is asked for, not when it is built. */
export const dynamic = "force-dynamic";

export default async function LandingPage() {
  const demo = await demoSlug();
  return (
    <main id="content" className="column">
      <p className="wordmark">RetentBase</p>
      <h1 className="lead">Know why customers cancel. Keep those who want to be kept, and let everybody else leave cleanly.</h1>
      <ul className="plain-list">
        <li>
          <strong>A ledger that forgets nothing.</strong> Every attempt to cancel, with its reason, the offer shown and each outcome since, is stored once,
          however often your server sends it.
        </li>
        <li>
          <strong>Your own flow, one call.</strong> Your server sends each cancellation through the API and its outcome when it is known. The dashboard lists
          them with their histories. Pages that we host for your customers are not there yet.
        </li>
        <li>
          <strong>Your billing stays yours.</strong> RetentBase never changes a subscription; your server acts on the result.
        </li>
      </ul>
      <div className="actions">
        <Link className="button button-primary" href="/sign-in">
          Sign in
        </Link>
        {demo !== null && (
          <Link className="button" href={`/dashboard/${demo}/cancellations`}>
            Look at the demo
          </Link>
        )}
      </div>
      <p className="muted">
        For your server: <Link href="/docs">the docs</Link>, <a href="/api/v1/openapi.json">the API in OpenAPI 3.1</a>,{" "}
        <Link href="/docs/errors">its errors</Link>.
      </p>
    </main>
  );
}
