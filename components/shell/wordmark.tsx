import Link from "next/link";

/** The product's sign and name; leads to its first page. */
export function Wordmark({ href = "/" }: { href?: string }) {
  return (
    <Link href={href} prefetch={false} className="inline-flex min-h-8 items-center gap-2 rounded-control font-semibold text-14 text-ink no-underline">
      <svg aria-hidden="true" viewBox="0 0 32 32" className="size-5.5 rounded-control bg-accent text-on-accent" fill="none" stroke="currentColor">
        <path d="M9 23V9h8.2a4.8 4.8 0 0 1 1.6 9.3L23 23M13.4 15.2h-4" strokeWidth={2.8} strokeLinecap="round" strokeLinejoin="round" />
      </svg>
      RetentBase
    </Link>
  );
}
