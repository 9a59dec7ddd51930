import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { SignInForm } from "#components/members/sign-in-form.tsx";
import { csrfToken, currentUser } from "#lib/http/session.ts";

export const metadata: Metadata = { title: "Sign in" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Codes that lib/http/auth-options.ts lets through. */
const messages: Record<string, string> = {
  unauthenticated: "E-mail or password is wrong.",
  rate_limited: "Too many attempts. Wait a minute, then try again.",
  unavailable: "The database cannot be reached right now. Try again shortly.",
};

export default async function SignInPage({ searchParams }: Props) {
  const params = await searchParams;
  const text = (name: string) => (typeof params[name] === "string" ? params[name] : null);
  if ((await currentUser()) !== null) redirect("/dashboard");
  const error = text("error");
  // After a failed attempt next-auth remembers where to go, in a cookie of its own.
  const returnTo = text("next") ?? text("callbackUrl") ?? (error === null ? "/dashboard" : null);
  const csrf = await csrfToken();
  // next-auth sets the form's token as a cookie and leads back here, saying callbackUrl.
  if (csrf === null && text("callbackUrl") === null) redirect(`/api/auth/signin?callbackUrl=${encodeURIComponent(returnTo ?? "/dashboard")}`);
  return (
    <main id="content" className="column column-narrow">
      <Link className="wordmark" href="/">
        RetentBase
      </Link>
      <h1>Sign in</h1>
      {text("signed-out") !== null && error === null && (
        <p className="notice" role="status">
          You are signed out.
        </p>
      )}
      {csrf === null ? (
        <p className="notice notice-error" role="alert">
          Your browser did not keep our cookie, and signing in needs one. Allow cookies for this site, then <a href="/sign-in">try again</a>.
        </p>
      ) : (
        <SignInForm csrfToken={csrf} returnTo={returnTo} error={error === null ? null : (messages[error] ?? "Signing in failed. Try again.")} />
      )}
    </main>
  );
}
