import type { Metadata } from "next";
import Link from "next/link";
import { PostedFields } from "#components/forms/posted-fields.tsx";
import { newPasswordField } from "#components/members/new-password-field.ts";
import { SessionList } from "#components/members/session-list.tsx";
import { ThemeSetting } from "#components/members/theme-setting.tsx";
import { PageMain } from "#components/shell/page-main.tsx";
import { Topbar } from "#components/shell/topbar.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Section } from "#components/ui/section.tsx";
import { Toaster } from "#components/ui/toast.tsx";
import { listSignInSessions } from "#lib/features/members/list-sign-in-sessions.ts";
import { ownAccount } from "#lib/features/members/own-account.ts";
import { newRequestId } from "#lib/http/request-id.ts";
import { requireUser, userContext } from "#lib/http/session.ts";
import { chosenTheme } from "#lib/http/theme.ts";
import { changeNameAction, changePasswordAction, revokeOtherSessionsAction, revokeSessionAction } from "./actions.ts";

export const metadata: Metadata = { title: "Your account" };

export default async function AccountSettingsPage() {
  const user = await requireUser("/dashboard/account");
  const ctx = userContext(user, newRequestId());
  const account = await ownAccount({ ctx });
  const sessions = await listSignInSessions({ ctx, input: { currentId: user.sessionId } });
  return (
    <>
      <Topbar email={user.email} />
      <PageMain>
        <PageHead title="Your account" description={`You sign in as ${account.email}.`} actions={<Link href="/dashboard">Back to the dashboard</Link>} />
        <Section title="Name" description="What your colleagues see beside your e-mail address.">
          <PostedFields
            action={changeNameAction}
            submitLabel="Save name"
            fields={[{ name: "name", label: "Your name", autoComplete: "name", optional: true, maxLength: 255, value: account.name ?? "" }]}
          />
        </Section>
        <Section title="Password" description="Changing it signs you out everywhere else.">
          {account.hasPassword ? (
            <PostedFields
              action={changePasswordAction}
              submitLabel="Change password"
              failureTitle="The password was not changed"
              fields={[
                { name: "currentPassword", label: "Present password", type: "password", autoComplete: "current-password", maxLength: 200 },
                newPasswordField("New password"),
              ]}
            />
          ) : (
            <p className="text-muted">
              You sign in without one{account.providers.length > 0 && ` (${account.providers.join(", ")})`}. <Link href="/reset">Set a password</Link> by a link
              in your mail.
            </p>
          )}
        </Section>
        <Section title="Where you are signed in" description="A session ends after 12 hours without use, and 30 days after signing in.">
          <SessionList sessions={sessions} onRevoke={revokeSessionAction} onRevokeOthers={revokeOtherSessionsAction} />
        </Section>
        <Section title="Theme" description="In this browser.">
          <ThemeSetting theme={await chosenTheme()} />
        </Section>
      </PageMain>
      <Toaster />
    </>
  );
}
