import type { Metadata } from "next";
import Link from "next/link";
import { PostedFields } from "#components/forms/posted-fields.tsx";
import { AccountPage } from "#components/members/account-page.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { canSendMail } from "#lib/features/mails/can-send.ts";
import { typedEmail } from "#lib/http/start-session.ts";
import { askResetAction } from "./actions.ts";

export const metadata: Metadata = { title: "Set a new password" };

export default async function ResetPage() {
  const links = (
    <li>
      <Link href="/sign-in">Back to sign-in</Link>
    </li>
  );
  if (!canSendMail()) {
    return (
      <AccountPage title="Set a new password" links={links}>
        <Notice>
          This installation sends no mail. Ask whoever runs it for a link: <code>rb user reset-link --email you@example.com</code> makes one.
        </Notice>
      </AccountPage>
    );
  }
  return (
    <AccountPage title="Set a new password" description="We mail you a link for it." links={links}>
      <PostedFields
        action={askResetAction}
        submitLabel="Send the link"
        failureTitle="The link could not be sent"
        fields={[{ name: "email", label: "E-mail", type: "email", autoComplete: "username", maxLength: 320, value: (await typedEmail()) ?? "" }]}
      />
    </AccountPage>
  );
}
