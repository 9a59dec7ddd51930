import Link from "next/link";

interface Props {
  workspaceName: string | null;
  /** null for a visitor of the demo. */
  email: string | null;
}

/** Head of every dashboard page: the workspace, and who is signed in. */
export function Topbar({ workspaceName, email }: Props) {
  return (
    <header className="topbar">
      <Link className="wordmark" href="/dashboard" prefetch={false}>
        RetentBase
      </Link>
      {workspaceName !== null && (
        <span className="topbar-workspace" dir="auto">
          {workspaceName}
        </span>
      )}
      <div className="topbar-account">
        {email === null ? (
          <Link href="/sign-in">Sign in</Link>
        ) : (
          <>
            <span className="muted topbar-email only-wide">{email}</span>
            <form method="post" action="/sign-out">
              <button type="submit" className="button button-small">
                Sign out
              </button>
            </form>
          </>
        )}
      </div>
    </header>
  );
}
