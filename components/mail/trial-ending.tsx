import type { MailOf } from "#lib/features/mails/model/mail.ts";
import { Action, Letter, Paragraph } from "./letter.tsx";
import { mailTime } from "./mail-time.ts";

export function TrialEnding({ mail }: { mail: MailOf<"trial_ending"> }) {
  return (
    <Letter
      preview={`The trial of ${mail.workspaceName} ends soon.`}
      why="You get this once, because you own this workspace. Without a plan nothing is charged, and nothing is deleted."
    >
      <Paragraph>
        The trial of <strong>{mail.workspaceName}</strong> ends on {mailTime(mail.until, mail.timeZone)}.
      </Paragraph>
      <Paragraph>
        With Advanced everything goes on as it is; Core has the cancellation pages and no custom API. Without a plan the workspace becomes read-only: what is
        stored stays readable and can be exported, open cancellation pages finish, outcomes are still taken; new cancellations and new links are refused.
      </Paragraph>
      <Action url={mail.url} label="Choose a plan" />
    </Letter>
  );
}
