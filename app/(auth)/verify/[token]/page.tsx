import type { Metadata } from "next";
import Link from "next/link";
import { PostedFields } from "#components/forms/posted-fields.tsx";
import { AccountPage } from "#components/members/account-page.tsx";
import { DeadLink } from "#components/members/dead-link.tsx";
import { systemContext } from "#lib/core/context.ts";
import { findAccountLink } from "#lib/features/members/find-account-link.ts";
import { verifyAction } from "./actions.ts";

// The address holds a secret.
export const metadata: Metadata = { title: "Confirm your e-mail", referrer: "same-origin", robots: "noindex" };

interface Props {
  params: Promise<{ token: string }>;
}

/** Confirms only when the form is sent: mail scanners follow links too. */
export default async function VerifyPage({ params }: Props) {
  const { token } = await params;
  const link = await findAccountLink({ ctx: systemContext("visitor"), input: { purpose: "verify_email", token } });
  if (link === null) return <DeadLink href="/check-your-mail" label="Send a new link" />;
  return (
    <AccountPage
      title="Confirm your e-mail"
      description="Type the password that you chose when you signed up; then the address is confirmed and you are signed in."
      links={
        <li>
          Not the password you know? <Link href="/reset">Set a new one</Link>; that confirms the address too.
        </li>
      }
    >
      <PostedFields
        action={verifyAction.bind(null, token)}
        submitLabel="Confirm and sign in"
        failureTitle="The address was not confirmed"
        fields={[
          { name: "email", label: "E-mail", type: "email", autoComplete: "username", value: link.email, readOnly: true },
          { name: "password", label: "Password", type: "password", autoComplete: "current-password", maxLength: 200 },
        ]}
      />
    </AccountPage>
  );
}
