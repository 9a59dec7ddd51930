import type { Metadata } from "next";
import { PostedFields } from "#components/forms/posted-fields.tsx";
import { AccountPage } from "#components/members/account-page.tsx";
import { DeadLink } from "#components/members/dead-link.tsx";
import { systemContext } from "#lib/core/context.ts";
import { findAccountLink } from "#lib/features/members/find-account-link.ts";
import { nextPath } from "#lib/http/addresses.ts";
import { magicLinkAction } from "./actions.ts";

// The address holds a secret.
export const metadata: Metadata = { title: "Sign in", referrer: "same-origin", robots: "noindex" };

interface Props {
  params: Promise<{ token: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Signs in only when the button is pressed: mail scanners follow links too. */
export default async function MagicTokenPage({ params, searchParams }: Props) {
  const { token } = await params;
  const next = nextPath((await searchParams).next);
  const link = await findAccountLink({ ctx: systemContext("visitor"), input: { purpose: "magic_link", token } });
  if (link === null) return <DeadLink href="/magic" label="Ask for a new link" />;
  return (
    <AccountPage title="Sign in" description={`As ${link.email}.`}>
      <PostedFields action={magicLinkAction.bind(null, token, next)} submitLabel="Sign in" failureTitle="You are not signed in" fields={[]} />
    </AccountPage>
  );
}
