import { Download } from "lucide-react";
import { buttonClass } from "#components/ui/button.tsx";
import { countText } from "#components/ui/figure-text.ts";

interface Props {
  /** The file's address, filters and environment in it. */
  href: string;
  /** "cancellation" */
  noun: string;
  /** How many the file will hold; `capped`: or more. */
  total: { count: number; capped: boolean };
}

/** Downloads what the page lists, all of its pages. No Next link: that would ask for the file twice. */
export function ExportLink({ href, noun, total }: Props) {
  return (
    <>
      <span id="export-holds" className="text-12 text-muted max-sm:w-full sm:me-1">
        {countText(total)} {total.count === 1 ? noun : `${noun}s`}, times in UTC
      </span>
      <a href={href} aria-describedby="export-holds" className={buttonClass()}>
        <Download aria-hidden="true" />
        Export CSV
      </a>
    </>
  );
}
