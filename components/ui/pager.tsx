import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { Button } from "./button.tsx";
import { ButtonLink } from "./button-link.tsx";

interface Props {
  /** null at the first page. */
  previousHref: string | null;
  /** null at the last page. */
  nextHref: string | null;
  /** Tells it from other pagers of the page. */
  label?: string;
  /** What is shown: "50 of 12,418". */
  children?: ReactNode;
}

/** To the next and the previous page of a list that is read with cursors. */
export function Pager({ previousHref, nextHref, label = "Pages", children }: Props) {
  return (
    <nav aria-label={label} className="flex flex-wrap items-center justify-between gap-3">
      <p className="text-13 text-muted tabular-nums">{children}</p>
      <div className="flex gap-2">
        <Step href={previousHref}>
          <ChevronLeft aria-hidden="true" className="rtl:-scale-x-100" />
          Previous
        </Step>
        <Step href={nextHref}>
          Next
          <ChevronRight aria-hidden="true" className="rtl:-scale-x-100" />
        </Step>
      </div>
    </nav>
  );
}

function Step({ href, children }: { href: string | null; children: ReactNode }) {
  if (href === null) {
    return (
      <Button size="small" disabled>
        {children}
      </Button>
    );
  }
  return (
    <ButtonLink size="small" href={href} prefetch={false}>
      {children}
    </ButtonLink>
  );
}
