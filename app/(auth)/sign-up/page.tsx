import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { PostedFields } from "#components/forms/posted-fields.tsx";
import { AccountPage } from "#components/members/account-page.tsx";
import { newPasswordField } from "#components/members/new-password-field.ts";
import { systemContext } from "#lib/core/context.ts";
import { isSignUpOpen } from "#lib/features/members/is-sign-up-open.ts";
import { nextPath } from "#lib/http/addresses.ts";
import { currentUser } from "#lib/http/session.ts";
import { signUpAction } from "./actions.ts";

export const metadata: Metadata = { title: "Create an account" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function SignUpPage({ searchParams }: Props) {
  const next = nextPath((await searchParams).next);
  if ((await currentUser()) !== null) redirect(next);
  const links = (
    <li>
      You have an account? <Link href={`/sign-in?next=${encodeURIComponent(next)}`}>Sign in</Link>
    </li>
  );
  if (!(await isSignUpOpen({ ctx: systemContext("visitor") }))) {
    return (
      <AccountPage
        title="Sign-up is by invitation here"
        description="Ask a member of your company’s workspace to invite you. The link in that mail makes your account."
        links={links}
      />
    );
  }
  return (
    <AccountPage title="Create an account" description="Then make a workspace for your company, or join one that you are invited to." links={links}>
      <PostedFields
        action={signUpAction.bind(null, next)}
        submitLabel="Create account"
        failureTitle="The account could not be created"
        fields={[
          { name: "name", label: "Your name", autoComplete: "name", optional: true, maxLength: 255 },
          { name: "email", label: "E-mail", type: "email", autoComplete: "username", maxLength: 320 },
          newPasswordField("Password"),
        ]}
      />
    </AccountPage>
  );
}
