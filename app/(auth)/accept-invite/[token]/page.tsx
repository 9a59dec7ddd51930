import type { Metadata } from "next";
import { PostedFields } from "#components/forms/posted-fields.tsx";
import { AccountPage } from "#components/members/account-page.tsx";
import { DeadLink } from "#components/members/dead-link.tsx";
import { newPasswordField } from "#components/members/new-password-field.ts";
import { roleLabels } from "#components/members/role-labels.ts";
import { Button } from "#components/ui/button.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { systemContext } from "#lib/core/context.ts";
import { findInvitation } from "#lib/features/members/find-invitation.ts";
import { currentUser } from "#lib/http/session.ts";
import { joinAction, signUpAndJoinAction } from "./actions.ts";

// The address holds a secret.
export const metadata: Metadata = { title: "Join a workspace", referrer: "same-origin", robots: "noindex" };

interface Props {
  params: Promise<{ token: string }>;
}

export default async function AcceptInvitePage({ params }: Props) {
  const { token } = await params;
  const invitation = await findInvitation({ ctx: systemContext("visitor"), input: { token } });
  if (invitation === null) return <DeadLink href="/sign-in" label="Sign in" />;
  const { workspaceName, email, role, hasAccount } = invitation;
  const user = await currentUser();
  const title = `Join ${workspaceName}`;
  const asRole = `as ${roleLabels[role].toLowerCase()}`;
  if (user !== null && user.email !== email) {
    return (
      <AccountPage title={title}>
        <Notice tone="warning" title={`The invitation is for ${email}`}>
          You are signed in as {user.email}. Sign out, then follow the link again.
        </Notice>
        <form method="post" action="/sign-out">
          <Button type="submit">Sign out</Button>
        </form>
      </AccountPage>
    );
  }
  if (user !== null) {
    return (
      <AccountPage title={title} description={`You are invited ${asRole}.`}>
        <PostedFields action={joinAction.bind(null, token)} submitLabel="Join" failureTitle="You have not joined" fields={[]} />
      </AccountPage>
    );
  }
  if (hasAccount) {
    return (
      <AccountPage title={title} description={`${email} is invited ${asRole}, and has an account. Sign in, and you come back here.`}>
        <div>
          <ButtonLink href={`/sign-in?next=${encodeURIComponent(`/accept-invite/${token}`)}`} variant="primary" prefetch={false}>
            Sign in
          </ButtonLink>
        </div>
      </AccountPage>
    );
  }
  return (
    <AccountPage title={title} description={`You are invited ${asRole}. Make your account to join.`}>
      <PostedFields
        action={signUpAndJoinAction.bind(null, token)}
        submitLabel="Create account and join"
        failureTitle="You have not joined"
        fields={[
          { name: "email", label: "E-mail", type: "email", autoComplete: "username", value: email, readOnly: true },
          { name: "name", label: "Your name", autoComplete: "name", optional: true, maxLength: 255 },
          newPasswordField("Password"),
        ]}
      />
    </AccountPage>
  );
}
