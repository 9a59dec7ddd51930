import type { MailOf } from "#lib/features/mails/model/mail.ts";
import { Action, Letter, Paragraph } from "./letter.tsx";

export function Invitation({ mail }: { mail: MailOf<"invitation"> }) {
  return (
    <Letter
      preview={`${mail.invitedBy} invites you.`}
      why={`You get this because ${mail.invitedBy} entered this address. If you do not know them, ignore it: nothing happens without the click.`}
    >
      <Paragraph>
        {mail.invitedBy} invites you to the workspace <strong>{mail.workspaceName}</strong> on RetentBase, with the role {mail.role}.
      </Paragraph>
      <Action url={mail.url} label="Accept the invitation" />
      <Paragraph>The invitation is for this address alone, and open for a limited time.</Paragraph>
    </Letter>
  );
}
