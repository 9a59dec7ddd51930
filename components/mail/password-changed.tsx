import type { MailOf } from "#lib/features/mails/model/mail.ts";
import { Action, Letter, Paragraph } from "./letter.tsx";

export function PasswordChanged({ mail }: { mail: MailOf<"password_changed"> }) {
  return (
    <Letter preview="If it was you, there is nothing to do." why="You get this because the password of the account with this address was changed.">
      <Paragraph>The password of your RetentBase account was just changed. If it was you, there is nothing to do.</Paragraph>
      <Paragraph>If it was not you, choose a new password now: that signs out everybody else.</Paragraph>
      <Action url={mail.resetUrl} label="Choose a new password" />
    </Letter>
  );
}
