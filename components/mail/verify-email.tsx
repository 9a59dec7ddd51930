import type { MailOf } from "#lib/features/mails/model/mail.ts";
import { Action, Letter, Paragraph } from "./letter.tsx";

export function VerifyEmail({ mail }: { mail: MailOf<"verify_email"> }) {
  return (
    <Letter
      preview="One click, and your account is ready."
      why="You get this because somebody entered this address at RetentBase. If it was not you, ignore it: nothing happens without the click."
    >
      <Paragraph>Welcome. Please confirm that this e-mail address is yours.</Paragraph>
      <Action url={mail.url} label="Confirm address" />
      <Paragraph>The link works once, and only for a limited time.</Paragraph>
    </Letter>
  );
}
