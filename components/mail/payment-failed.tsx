import type { MailOf } from "#lib/features/mails/model/mail.ts";
import { Action, Letter, Paragraph } from "./letter.tsx";
import { mailTime } from "./mail-time.ts";

export function PaymentFailed({ mail }: { mail: MailOf<"payment_failed"> }) {
  return (
    <Letter
      preview={`A payment for ${mail.workspaceName} did not go through.`}
      why="You get this because you own this workspace. The invoice is on the Billing page."
    >
      <Paragraph>
        We could not collect the payment for <strong>{mail.workspaceName}</strong>. Often the card has expired, or its bank asked for a confirmation.
      </Paragraph>
      <Paragraph>
        Everything works on until {mailTime(mail.until, mail.timeZone)}. If the invoice is not paid by then, the workspace becomes read-only until it is.
      </Paragraph>
      <Action url={mail.url} label="Pay or change the card" />
    </Letter>
  );
}
