import { Button } from "#components/ui/button.tsx";
import { Field } from "#components/ui/field.tsx";
import { FormFailure } from "#components/ui/form-failure.tsx";
import { Input } from "#components/ui/input.tsx";

interface Props {
  csrfToken: string;
  /** A path, or null for where the last attempt wanted to go. */
  returnTo: string | null;
  error: string | null;
  /** What was typed in the last attempt. */
  email: string | null;
}

/** A plain form: it works without JavaScript, and password managers know it. */
export function SignInForm({ csrfToken, returnTo, error, email }: Props) {
  // After a failed attempt the focus leads to the field that must be typed again; both name the error as their description.
  const described = error === null ? {} : ({ "aria-invalid": true, "aria-describedby": "sign-in-error" } as const);
  return (
    <form className="grid grid-cols-[minmax(0,1fr)] gap-4" method="post" action="/api/auth/callback/credentials">
      <Hidden csrfToken={csrfToken} returnTo={returnTo} />
      {error !== null && <FormFailure id="sign-in-error" message={error} />}
      <Field label="E-mail">
        {(control) => (
          <Input {...control} {...described} name="email" type="email" autoComplete="username" required maxLength={320} defaultValue={email ?? ""} />
        )}
      </Field>
      <Field label="Password">
        {(control) => (
          <Input
            {...control}
            {...described}
            name="password"
            type="password"
            autoComplete="current-password"
            required
            maxLength={200}
            autoFocus={error !== null}
          />
        )}
      </Field>
      <div>
        <Button type="submit" variant="primary">
          Sign in
        </Button>
      </div>
    </form>
  );
}

/** One button a provider, each a form of its own. */
export function ProviderForms({ csrfToken, returnTo, providers }: Pick<Props, "csrfToken" | "returnTo"> & { providers: { id: string; name: string }[] }) {
  return (
    <div className="flex flex-wrap gap-2">
      {providers.map(({ id, name }) => (
        <form key={id} method="post" action={`/api/auth/signin/${id}`}>
          <Hidden csrfToken={csrfToken} returnTo={returnTo} />
          <Button type="submit">Continue with {name}</Button>
        </form>
      ))}
    </div>
  );
}

function Hidden({ csrfToken, returnTo }: Pick<Props, "csrfToken" | "returnTo">) {
  return (
    <>
      <input type="hidden" name="csrfToken" value={csrfToken} />
      {returnTo !== null && <input type="hidden" name="callbackUrl" value={returnTo} />}
    </>
  );
}
