import type { Metadata } from "next";
import Link from "next/link";
import { PostedFields } from "#components/forms/posted-fields.tsx";
import { AccountPage } from "#components/members/account-page.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { canSendMail } from "#lib/features/mails/can-send.ts";
import { nextPath } from "#lib/http/addresses.ts";
import { typedEmail } from "#lib/http/start-session.ts";
import { askMagicLinkAction } from "./actions.ts";

export const metadata: Metadata = { title: "Sign in by mail" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function MagicPage({ searchParams }: Props) {
  const next = nextPath((await searchParams).next);
  return (
    <AccountPage
      title="Sign in by mail"
      description="We mail you a link that signs you in, once."
      links={
        <li>
          <Link href={`/sign-in?next=${encodeURIComponent(next)}`}>Sign in with your password</Link>
        </li>
      }
    >
      {canSendMail() ? (
        <PostedFields
          action={askMagicLinkAction.bind(null, next)}
          submitLabel="Send the link"
          failureTitle="The link could not be sent"
          fields={[{ name: "email", label: "E-mail", type: "email", autoComplete: "username", maxLength: 320, value: (await typedEmail()) ?? "" }]}
        />
      ) : (
        <Notice>This installation sends no mail. Sign in with your password.</Notice>
      )}
    </AccountPage>
  );
}
