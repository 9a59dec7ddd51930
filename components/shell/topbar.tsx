import { Button } from "#components/ui/button.tsx";
import { Wordmark } from "./wordmark.tsx";

/** Head of the pages of a signed-in user outside a workspace. */
export function Topbar({ email }: { email: string }) {
  return (
    <header className="flex min-h-12 items-center gap-3 border-line border-b bg-sunken px-4 lg:px-8">
      <Wordmark href="/dashboard" />
      <span className="ml-auto min-w-0 truncate text-13 text-muted max-sm:hidden">{email}</span>
      <form method="post" action="/sign-out" className="max-sm:ml-auto">
        <Button type="submit" size="small">
          Sign out
        </Button>
      </form>
    </header>
  );
}
