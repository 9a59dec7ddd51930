import Link from "next/link";
import type { ReactNode } from "react";
import { CodeBlock } from "#components/ui/code-block.tsx";
import type { WebhookReference } from "#lib/core/api-reference.ts";
import { DescriptionRows } from "./description-rows.tsx";
import { FieldTable } from "./field-table.tsx";
import { Section, Step } from "./section.tsx";
import { messageAsHttp, receiverWithLibrary, sendToMyself, verifyWithoutLibrary } from "./webhook-samples.ts";

interface Props {
  webhooks: WebhookReference;
  /** Where endpoints are added; null for those who may not, and without a workspace. */
  settingsHref: string | null;
}

/** How a server is told of changes, and how it knows that it was us. */
export function WebhookGuide({ webhooks, settingsHref }: Props) {
  const { events, fields, headers, sample, timeoutSeconds, retrySeconds, failingDays, keptDays, maxEndpoints } = webhooks;
  const settings: ReactNode = settingsHref === null ? "Settings → Webhooks" : <Link href={settingsHref}>Settings → Webhooks</Link>;
  const id = sample.headers.find(([name]) => name === "webhook-id")?.[1] ?? "";
  const days = retrySeconds.reduce((sum, seconds) => sum + seconds, 0) / 86_400;
  return (
    <Section id="webhooks" title="Be told by webhooks">
      <p>
        An endpoint is an address of yours that gets a signed message when something happens. Add it in {settings}, and store the signing secret (
        <code>whsec_…</code>) that is shown then, once, as <code className="wrap-anywhere">RETENTBASE_WEBHOOK_SECRET</code>. Prod and sandbox have endpoints of
        their own, up to {maxEndpoints} each. An owner or admin can send a test message to one from its menu, and sees there what came of it.
      </p>
      <Step id="webhooks-messages" title="What arrives" />
      <DescriptionRows rows={events.map(({ type, text }) => ({ name: type, text }))} />
      <CodeBlock label="A message as it arrives" code={messageAsHttp(sample)} />
      <p>
        The body is set out here to be read; it comes without spaces and line breaks. Imported events are history and send nothing. Fields may be added one day:
        leave alone what you do not know.
      </p>
      <FieldTable title="Fields of a message" of="Webhooks" rows={fields} />
      <DescriptionRows title="Headers" rows={headers.map(({ name, description }) => ({ name, text: description }))} />

      <Step id="webhooks-verify" title="Verify the signature" />
      <p>
        Anybody can post to your address; only you and RetentBase know the secret. Check the signature over the raw body, before anything else looks at it: JSON
        that was parsed and written again is other text. Messages follow{" "}
        <a href="https://www.standardwebhooks.com" rel="noreferrer">
          Standard Webhooks
        </a>
        , which has libraries for most languages.
      </p>
      <CodeBlock label="receiver.mjs: a whole receiver for Node" code={receiverWithLibrary} />
      <CodeBlock label="verify.mjs: the check without a library" code={verifyWithoutLibrary} />
      <p>This signs the message above as RetentBase does and posts it to your machine, which no webhook of ours could reach:</p>
      <CodeBlock label="send.mjs: try your receiver" code={sendToMyself({ id, body: sample.body })} />

      <Step id="webhooks-retries" title="Delivered, failed, tried again" />
      <ul className="m-0 grid max-w-prose list-disc gap-1.5 ps-5">
        <li>
          A message is delivered when you answer 2xx within {timeoutSeconds} seconds, answer included. Answer first and do the work afterwards. Of what you
          answer the first 1 KiB is kept for you to look at.
        </li>
        <li>Everything else is a failure: another status, a redirect (none is followed), a refused connection, a bad certificate, no answer in time.</li>
        <li>
          What failed is sent again after {listText(retrySeconds.map(durationText))}, each up to a tenth sooner or later, and then given up:{" "}
          {retrySeconds.length + 1} attempts in {days >= 1.5 ? `about ${Math.round(days)} days` : "all"}. Retries go to the address that the endpoint has by
          then, signed anew.
        </li>
        <li>
          <code>410</code> says that you want nothing more: the endpoint is disabled at once. So is one that has only failed for {failingDays} days. The owners
          of the workspace get a mail.
        </li>
        <li>
          Disabling gives up what waits. An endpoint that is enabled again is told what happens from then on; read the rest with <code>GET /cancellations</code>
          .
        </li>
        <li>Messages and what came of each attempt stay for {keptDays} days.</li>
      </ul>

      <Step id="webhooks-order" title="Duplicates and order" />
      <ul className="m-0 grid max-w-prose list-disc gap-1.5 ps-5">
        <li>
          A message can arrive twice, when its first answer was lost. Its <code>webhook-id</code> stays the same: keep those you have handled for a week, and
          answer 2xx to a repeat without doing anything.
        </li>
        <li>
          Messages can overtake each other. Keep the highest <code>sequence</code> for each <code>data.id</code>, and drop what comes with a lower one.
        </li>
        <li>
          A message about a hosted session holds what was known when the session ended. A reason that a customer gives afterwards, on the receipt, sends none:
          read it with <code>GET /cancel-sessions/{"{id}"}</code> or <code>GET /cancellations/{"{eventId}"}</code>.
        </li>
        <li>
          <code>data.outcome</code> is the current outcome, which need not be the one just received: a late retry of yours never overrules newer news.
        </li>
      </ul>

      <Step id="webhooks-address" title="Which addresses" />
      <p>
        <code>https</code> with a valid certificate, on the public internet, any port; no user name or password in it. Private networks are not called, whatever
        a name leads to; on an installation of your own, <code>WEBHOOK_ALLOW_PRIVATE=1</code> changes that. If your address has a secret in its path or query,
        it stands in the settings only: the audit log and mails leave the query out. The signature makes such secrets unnecessary.
      </p>
    </Section>
  );
}

/** 5 s, 5 min, 2 h. */
function durationText(seconds: number): string {
  if (seconds < 60) return `${seconds} s`;
  return seconds < 3_600 ? `${Math.round(seconds / 6) / 10} min` : `${Math.round(seconds / 360) / 10} h`;
}

function listText(parts: string[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(parts);
}
