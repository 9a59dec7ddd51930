import type { MailOf } from "#lib/features/mails/model/mail.ts";
import { planTable } from "#lib/features/plans/model/plan-table.ts";
import { Action, Letter, Paragraph } from "./letter.tsx";

export function AccessRestored({ mail }: { mail: MailOf<"access_restored"> }) {
  return (
    <Letter preview={`${mail.workspaceName} takes new cancellations again.`} why="You get this because you own this workspace.">
      <Paragraph>
        <strong>{mail.workspaceName}</strong> works again, with everything of the plan {planTable[mail.plan].name}.
      </Paragraph>
      <Paragraph>Calls that were refused with the status 402 meanwhile were not stored; send them again.</Paragraph>
      <Action url={mail.url} label="Open the Billing page" />
    </Letter>
  );
}
