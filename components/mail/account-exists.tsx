import type { MailOf } from "#lib/features/mails/model/mail.ts";
import { Action, Letter, Paragraph, PlainLink } from "./letter.tsx";

export function AccountExists({ mail }: { mail: MailOf<"account_exists"> }) {
  return (
    <Letter
      preview="There is an account with this address already."
      why="You get this because somebody tried to sign up with this address. If it was not you, ignore it: nothing was changed."
    >
      <Paragraph>You tried to sign up, but this address has an account already. You can simply sign in.</Paragraph>
      <Action url={mail.signInUrl} label="Sign in" />
      <Paragraph>
        If you no longer know the password, you can <PlainLink url={mail.resetUrl}>choose a new one</PlainLink>.
      </Paragraph>
    </Letter>
  );
}
