import { CodeBlock } from "#components/ui/code-block.tsx";
import { NavTabs } from "#components/ui/nav-tabs.tsx";
import { actOnResult, completedMessage, linkAnswer, linkWithCurl, linkWithFetch, TOKEN_FROM_FRAGMENT } from "./hosted-samples.ts";
import { RegionTable } from "./region-table.tsx";
import { Section, Step } from "./section.tsx";

interface Props {
  /** e.g. "https://api.example.com" */
  apiUrl: string;
  /** Where the cancellation pages are, e.g. "https://cancel.example.com" */
  cancelUrl: string;
  environment: "prod" | "sandbox";
  /** Null without a workspace. */
  workspaceKey: string | null;
  /** An address on one of the workspace's return origins; null: none is allowed yet, or there is no workspace. */
  returnUrl: string | null;
  /** The verifier in the chosen language. */
  verifier: { file: string; code: string; languages: { key: string; label: string; current: boolean }[] };
  /** This page with another language. */
  hrefOf: (language: string) => string;
  /** The list of sessions; null without a workspace. */
  sessionsHref: string | null;
}

/** The guide of the hosted flow: from the button in the integrator's product to the outcome in their database. */
export function HostedGuide({ apiUrl, cancelUrl, environment, workspaceKey, returnUrl, verifier, hrefOf, sessionsHref }: Props) {
  const sample = { apiUrl, environment, returnUrl };
  const audience = returnUrl === null ? "https://app.example.com" : new URL(returnUrl).origin;
  return (
    <Section id="hosted" title="Hosted flow">
      <p>
        Your server asks for a link and sends the customer there. RetentBase shows the cancellation pages and hands the customer back to you with a signed
        result. You act on the result; RetentBase never touches your billing.
      </p>
      <Step id="hosted-link" title="1. Ask for a link" />
      <CodeBlock label="A link with curl" code={linkWithCurl(sample)} />
      <CodeBlock label="What the call for a link answers" code={linkAnswer(cancelUrl, environment)} />
      <p>
        <code>userId</code> is the customer’s id in your system and comes back in the result. <code>returnUrl</code> must lie on one of the workspace’s return
        origins, compared exactly; left out, the workspace’s default is used. The link opens one session for whoever has it, and lives 30 minutes unless your
        flow says otherwise; an opened session lives 24 hours from its last step.
      </p>
      <p>
        Say <code>region</code> and <code>customerType</code> where you know them: without them, the strictest law of the markets you declared decides what the
        pages may show.
      </p>
      <Step id="hosted-redirect" title="2. Send the customer there" />
      <CodeBlock label="The route behind your cancel button, in JavaScript" code={linkWithFetch(sample)} />
      <p>
        Make the link when the button is pressed, not before. With an <code>Idempotency-Key</code> a retry gives the same link; another body under the same key
        is a <code>409</code>.
      </p>
      <Step id="hosted-pages" title="What the customer sees" />
      <ol className="m-0 grid max-w-prose list-decimal gap-1.5 ps-5">
        <li>Why do they cancel? Your reasons, a field for their own words; both can be skipped.</li>
        <li>One offer, only if one of yours fits the reason and the law allows it.</li>
        <li>The confirmation: what ends, and when.</li>
        <li>A receipt with time and content, mailed when you gave an address, and the way back to you.</li>
      </ol>
      <p>
        On every page “cancel” stands beside “keep”, just as large. The pages work without JavaScript, on phones, in ten languages, and are made to WCAG 2.2 AA.
        They say that the request was received and passed to you, never that a subscription is cancelled: that is yours to do.
      </p>
      <Step id="hosted-return" title="3. Take the result" />
      <CodeBlock label="The page of your return URL" code={TOKEN_FROM_FRAGMENT} />
      <p>
        The token comes as <code>#ci_result_token=…</code>, behind the <code>#</code>, so that it stands in nobody’s logs. It lives ten minutes from the moment
        the customer goes back. A customer who leaves in the middle comes back without one. Your flow can put it into the query instead, where a server reads it
        without a script.
      </p>
      <CodeBlock label="Your server" code={actOnResult({ workspaceKey, issuer: new URL(cancelUrl).origin, audience, environment })} />
      <Step id="verify" title="4. Verify it" />
      <NavTabs label="Language of the verifier" tabs={verifier.languages.map(({ key, label, current }) => ({ href: hrefOf(key), label, current }))} />
      <CodeBlock label={verifier.file} code={verifier.code} />
      <p>
        Each is whole, needs nothing but its language’s standard library, and is yours under the MIT licence. All but curl check the token with the Signing
        Secret of its environment; curl asks <code>POST /result-tokens/verify</code>, which also tells <code>firstUse</code>: true for exactly one call.
      </p>
      <p>
        A verifier of your own fixes the algorithm itself and demands your <code>workspaceKey</code>. Try it with{" "}
        <a href="/docs/result-token-vectors.json">the published vectors</a>: good tokens that it must take, and forged ones that it must refuse, each with the
        reason. Where the flow signs with EdDSA instead, the public keys are at{" "}
        <code className="wrap-anywhere">
          {cancelUrl}/.well-known/{workspaceKey ?? "wk_…"}/jwks.json
        </code>
        .
      </p>
      <Step id="hosted-webhooks" title="5. Hear of those who never return" />
      <CodeBlock label="cancel_session.completed" code={completedMessage(environment, returnUrl)} />
      <p>
        Add a webhook endpoint for <code>cancel_session.completed</code>: it comes for every outcome, whether the customer goes back or closes the window.{" "}
        <code>cancel_session.abandoned</code> comes when an opened session ran out without one. Both may come besides the token, so act once for each{" "}
        <code>session_id</code>.{" "}
        {sessionsHref !== null && (
          <>
            Results that reached you neither way stand in <a href={sessionsHref}>Sessions</a>.
          </>
        )}
      </p>
      <p>
        Where the law puts the confirmation first (consumers in Germany, or who may be one because the link does not say), the reason is asked on the receipt,
        after the cancellation. The message has left by then, with <code>reasonKey</code> null, and no second one follows; the token carries the reason when it
        was given before the customer went back. Later, <code>GET /cancellations/{"{eventId}"}</code>, whose eventId is the <code>session_id</code>, and{" "}
        <code>GET /cancel-sessions/{"{id}"}</code> show it (plan Advanced); Sessions and Cancellations in the dashboard do on every plan.
      </p>
      <Step id="hosted-regions" title="What the law asks, by region" />
      <RegionTable />
    </Section>
  );
}
