import type { MailOf } from "#lib/features/mails/model/mail.ts";
import { Action, Letter, Paragraph } from "./letter.tsx";

/** By what the workspace had before. */
const because: Record<MailOf<"access_lost">["because"], string> = {
  trialing: "its trial has ended",
  active: "its subscription has ended",
  past_due: "its invoice was not paid within seven days",
};

export function AccessLost({ mail }: { mail: MailOf<"access_lost"> }) {
  return (
    <Letter preview={`${mail.workspaceName} can be read, but takes nothing new.`} why="You get this because you own this workspace. Nothing was deleted.">
      <Paragraph>
        <strong>{mail.workspaceName}</strong> is read-only now, because {because[mail.because]}.
      </Paragraph>
      <Paragraph>
        What is stored stays readable and can be exported. Cancellation pages that are open finish, and outcomes of stored cancellations are still taken. New
        cancellations and new links are refused with the status 402.
      </Paragraph>
      <Paragraph>A payment opens it again within seconds.</Paragraph>
      <Action url={mail.url} label="Open the Billing page" />
    </Letter>
  );
}
