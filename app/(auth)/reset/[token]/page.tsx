import type { Metadata } from "next";
import { PostedFields } from "#components/forms/posted-fields.tsx";
import { AccountPage } from "#components/members/account-page.tsx";
import { DeadLink } from "#components/members/dead-link.tsx";
import { newPasswordField } from "#components/members/new-password-field.ts";
import { systemContext } from "#lib/core/context.ts";
import { findAccountLink } from "#lib/features/members/find-account-link.ts";
import { resetAction } from "./actions.ts";

// The address holds a secret.
export const metadata: Metadata = { title: "Set a new password", referrer: "same-origin", robots: "noindex" };

interface Props {
  params: Promise<{ token: string }>;
}

export default async function ResetTokenPage({ params }: Props) {
  const { token } = await params;
  const link = await findAccountLink({ ctx: systemContext("visitor"), input: { purpose: "reset_password", token } });
  if (link === null) return <DeadLink href="/reset" label="Ask for a new link" />;
  return (
    <AccountPage title="Set a new password" description="You will be signed out everywhere, then sign in with the new one.">
      <PostedFields
        action={resetAction.bind(null, token)}
        submitLabel="Set password"
        failureTitle="The password was not set"
        fields={[
          { name: "email", label: "E-mail", type: "email", autoComplete: "username", value: link.email, readOnly: true },
          newPasswordField("New password"),
        ]}
      />
    </AccountPage>
  );
}
