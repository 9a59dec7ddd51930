import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { AccountPage } from "#components/members/account-page.tsx";
import { ProviderForms, SignInForm } from "#components/members/sign-in-form.tsx";
import { FormFailure } from "#components/ui/form-failure.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { canSendMail } from "#lib/features/mails/can-send.ts";
import { csrfToken, currentUser } from "#lib/http/session.ts";
import { configuredProviders } from "#lib/http/sign-in-providers.ts";
import { typedEmail } from "#lib/http/start-session.ts";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Codes that lib/http/auth-options.ts lets through; those of other providers begin with provider_. */
const messages: Record<string, string> = {
  unauthenticated: "E-mail or password is wrong.",
  forbidden: "Confirm your e-mail address first: follow the link that we mailed to you.",
  rate_limited: "Too many attempts. Wait a minute, then try again.",
  unavailable: "The database cannot be reached right now. Try again shortly.",
  provider_validation_failed: "That account has no confirmed e-mail address. Confirm it there, or sign in with your password.",
  provider_conflict:
    "There is an account of this address already, and it cannot be linked with that one yet. Sign in with your password; or set a new one by a link, which proves that the address is yours, and try again.",
  provider_forbidden: "There is no account of this address, and sign-up is by invitation here.",
  OAuthCallback: "Signing in there was not finished. Try again.",
};

const notices: Record<string, string> = {
  "signed-out": "You are signed out.",
  "password-set": "Your password is set, and you are signed out everywhere. Sign in with it.",
};

/** This page, with one of the notices. */
const saying = (notice: string) => `/sign-in?${notice}=1`;

export default async function SignInPage({ searchParams }: Props) {
  const params = await searchParams;
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : null);
  if ((await currentUser()) !== null) redirect("/dashboard");
  const error = text("error");
  // After a failed attempt next-auth remembers where to go, in a cookie of its own.
  const asked = text("next") ?? text("callbackUrl");
  const isBackHere = asked?.startsWith("/sign-in?") ?? false;
  const returnTo = isBackHere ? "/dashboard" : (asked ?? (error === null ? "/dashboard" : null));
  const csrf = await csrfToken();
  const said = Object.keys(notices).find((name) => text(name) !== null || (isBackHere && asked === saying(name)));
  if (csrf === null && text("callbackUrl") === null) {
    // next-auth sets the form's token as a cookie and leads back here, with nothing but callbackUrl: what is to be said goes along in it.
    redirect(`/api/auth/signin?callbackUrl=${encodeURIComponent(said === undefined ? (returnTo ?? "/dashboard") : saying(said))}`);
  }
  const next = returnTo === null || returnTo === "/dashboard" ? "" : `?next=${encodeURIComponent(returnTo)}`;
  const providers = configuredProviders().map(({ id, name }) => ({ id, name }));
  return (
    <AccountPage
      title="Sign in"
      links={
        <>
          {error === "forbidden" && (
            <li>
              <Link href="/check-your-mail">Send the link again</Link>
            </li>
          )}
          <li>
            <Link href="/reset">Forgot your password?</Link>
          </li>
          {canSendMail() && (
            <li>
              <Link href={`/magic${next}`}>Sign in by a link in your mail</Link>
            </li>
          )}
          <li>
            <Link href={`/sign-up${next}`}>Create an account</Link>
          </li>
        </>
      }
    >
      {said !== undefined && error === null && (
        <Notice tone="success" live="polite">
          {notices[said]}
        </Notice>
      )}
      {csrf === null ? (
        <FormFailure
          message={
            <>
              Your browser did not keep our cookie, and signing in needs one. Allow cookies for this site, then <a href="/sign-in">try again</a>.
            </>
          }
        />
      ) : (
        <>
          <SignInForm
            csrfToken={csrf}
            returnTo={returnTo}
            error={error === null ? null : ((Object.hasOwn(messages, error) ? messages[error] : undefined) ?? "Signing in failed. Try again.")}
            email={await typedEmail()}
          />
          {providers.length > 0 && <ProviderForms csrfToken={csrf} returnTo={returnTo} providers={providers} />}
        </>
      )}
    </AccountPage>
  );
}
