import type { MailOf } from "#lib/features/mails/model/mail.ts";
import { Letter, Paragraph } from "./letter.tsx";

export function OwnershipTransferred({ mail }: { mail: MailOf<"ownership_transferred"> }) {
  return (
    <Letter preview={`Ownership of ${mail.workspaceName} has changed hands.`} why="You get this because you are or were an owner of this workspace.">
      <Paragraph>
        {mail.by} transferred the ownership of the workspace <strong>{mail.workspaceName}</strong>. Who may do what there has changed accordingly; the members
        page of the workspace shows it.
      </Paragraph>
      <Paragraph>If this surprises you, talk to {mail.by} first.</Paragraph>
    </Letter>
  );
}
