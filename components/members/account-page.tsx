import Link from "next/link";
import type { ReactNode } from "react";

interface Props {
  title: string;
  /** One sentence of what happens here. */
  description?: ReactNode;
  /** Ways to elsewhere, under the form. */
  links?: ReactNode;
  children?: ReactNode;
}

/** A page for who is not inside yet: one column, one question. */
export function AccountPage({ title, description, links, children }: Props) {
  return (
    <main id="content" className="mx-auto grid w-full max-w-110 grid-cols-[minmax(0,1fr)] gap-5 px-4 py-12">
      <Link className="font-semibold text-14 text-ink no-underline" href="/">
        RetentBase
      </Link>
      <div className="grid gap-1">
        <h1 className="wrap-anywhere font-semibold text-20 tracking-tight">{title}</h1>
        {description !== undefined && <p className="wrap-anywhere text-muted">{description}</p>}
      </div>
      {children}
      {links !== undefined && <ul className="m-0 grid list-none gap-1.5 p-0 text-13">{links}</ul>}
    </main>
  );
}
