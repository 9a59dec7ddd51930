import type { Metadata } from "next";
import Link from "next/link";
import { PostedFields } from "#components/forms/posted-fields.tsx";
import { AccountPage } from "#components/members/account-page.tsx";
import { typedEmail } from "#lib/http/start-session.ts";
import { resendAction } from "./actions.ts";

export const metadata: Metadata = { title: "Check your mail" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What was asked for, and how long its link works. Whether the address has an account, nobody learns here. */
const texts: Record<string, string> = {
  "sign-up": "We sent you a link that confirms your address. It works for a day.",
  reset: "If the address has an account, a link to set a new password is on its way. It works for an hour.",
  magic: "If the address has an account, a link that signs you in is on its way. It works for 15 minutes.",
};

export default async function CheckYourMailPage({ searchParams }: Props) {
  const asked = (await searchParams).for;
  const text = typeof asked === "string" && Object.hasOwn(texts, asked) ? texts[asked] : undefined;
  const isResend = asked !== "reset" && asked !== "magic";
  return (
    <AccountPage
      title={text === undefined ? "Send the link again" : "Check your mail"}
      description={text === undefined ? "For an address that waits to be confirmed." : `${text} Look among the unwanted mail too.`}
      links={
        <li>
          <Link href="/sign-in">Back to sign-in</Link>
        </li>
      }
    >
      {isResend && (
        <PostedFields
          action={resendAction}
          submitLabel="Send the link again"
          failureTitle="The link could not be sent"
          fields={[{ name: "email", label: "E-mail", type: "email", autoComplete: "username", maxLength: 320, value: (await typedEmail()) ?? "" }]}
        />
      )}
    </AccountPage>
  );
}
