import type { MailOf } from "#lib/features/mails/model/mail.ts";
import { Action, Letter, Paragraph } from "./letter.tsx";

export function ResetPassword({ mail }: { mail: MailOf<"reset_password"> }) {
  return (
    <Letter
      preview="Choose a new password for your account."
      why="You get this because somebody asked for a new password for this address. If it was not you, ignore it: your password stays as it is."
    >
      <Paragraph>Here is the link to choose a new password for your RetentBase account.</Paragraph>
      <Action url={mail.url} label="Choose a new password" />
      <Paragraph>The link works once, and only for a limited time.</Paragraph>
    </Letter>
  );
}
