import type { MailOf } from "#lib/features/mails/model/mail.ts";
import { Action, Letter, Paragraph } from "./letter.tsx";

export function WebhookEndpointDisabled({ mail }: { mail: MailOf<"webhook_endpoint_disabled"> }) {
  return (
    <Letter
      preview={`${mail.workspaceName}: nothing is sent to this endpoint any more.`}
      why="You get this because you are an owner of this workspace. Its events are kept: the dashboard and the API have them. What was not delivered is not sent again."
    >
      <Paragraph>
        We have disabled a webhook endpoint of the workspace <strong>{mail.workspaceName}</strong>, because it did not take what we sent:
      </Paragraph>
      <Paragraph>{mail.endpointUrl}</Paragraph>
      <Paragraph>Please look at what it answered, mend it, and enable it again.</Paragraph>
      <Action url={mail.url} label="Look at the endpoint" />
    </Letter>
  );
}
