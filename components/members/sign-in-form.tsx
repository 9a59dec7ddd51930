interface Props {
  csrfToken: string;
  /** A path, or null for where the last attempt wanted to go. */
  returnTo: string | null;
  error: string | null;
}

/** A plain form: it works without JavaScript, and password managers know it. */
export function SignInForm({ csrfToken, returnTo, error }: Props) {
  // After a failed attempt, focus leads back to the first field, which names the error as its description.
  const described = error === null ? {} : { "aria-invalid": true, "aria-describedby": "sign-in-error" };
  return (
    <form className="form" method="post" action="/api/auth/callback/credentials">
      <input type="hidden" name="csrfToken" value={csrfToken} />
      {returnTo !== null && <input type="hidden" name="callbackUrl" value={returnTo} />}
      {error !== null && (
        <p id="sign-in-error" className="notice notice-error" role="alert">
          {error}
        </p>
      )}
      <div className="field">
        <label htmlFor="email">E-mail</label>
        {/* biome-ignore lint/a11y/noAutofocus: the form is the page's only purpose, and only after an error */}
        <input id="email" name="email" type="email" autoComplete="username" required maxLength={320} autoFocus={error !== null} {...described} />
      </div>
      <div className="field">
        <label htmlFor="password">Password</label>
        <input id="password" name="password" type="password" autoComplete="current-password" required maxLength={200} {...described} />
      </div>
      <button type="submit" className="button button-primary">
        Sign in
      </button>
    </form>
  );
}
