import Link from "next/link";
import { ButtonLink } from "#components/ui/button-link.tsx";

/** Head of the public pages. */
export function SiteHead() {
  return (
    <header className="border-line border-b bg-surface">
      <div className="mx-auto flex min-h-12 w-full max-w-[1200px] items-center justify-between gap-4 px-4 lg:px-8">
        <Link href="/" className="font-semibold text-14 text-ink no-underline">
          RetentBase
        </Link>
        <ButtonLink href="/sign-in" size="small">
          Sign in
        </ButtonLink>
      </div>
    </header>
  );
}
