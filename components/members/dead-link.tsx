import Link from "next/link";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { AccountPage } from "./account-page.tsx";

/** In place of a page whose link is used, too old or made up: what to do instead. */
export function DeadLink({ href, label }: { href: string; label: string }) {
  return (
    <AccountPage
      title="This link does not work any more"
      description="It has been used already, or it is too old. Nothing was changed."
      links={
        <li>
          <Link href="/sign-in">Back to sign-in</Link>
        </li>
      }
    >
      <div>
        <ButtonLink href={href} variant="primary">
          {label}
        </ButtonLink>
      </div>
    </AccountPage>
  );
}
