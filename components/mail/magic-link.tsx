import type { MailOf } from "#lib/features/mails/model/mail.ts";
import { Action, Letter, Paragraph } from "./letter.tsx";

export function MagicLink({ mail }: { mail: MailOf<"magic_link"> }) {
  return (
    <Letter
      preview="Your link to sign in."
      why="You get this because somebody asked to sign in with this address. If it was not you, ignore it, and do not pass the link on."
    >
      <Paragraph>Here is your link to sign in to RetentBase.</Paragraph>
      <Action url={mail.url} label="Sign in" />
      <Paragraph>The link works once, and only for a limited time.</Paragraph>
    </Letter>
  );
}
