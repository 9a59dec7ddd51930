import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "#components/ui/cn.ts";

export interface BarListItem {
  key: string;
  label: string;
  /** Decides the length, from zero. */
  value: number;
  /** The figure at the end, as it is read: "61", "29.3 %". */
  figure: ReactNode;
  /** Under the label: "10 – 21 % usually". */
  hint?: ReactNode;
  href?: string;
}

interface Props {
  /** What is listed: "Reasons, by cancellations". */
  label: string;
  items: BarListItem[];
  /** A CSS colour for the bars; a quiet one, words stand on it. */
  color?: string;
}

/** Named amounts, the longest bar for the largest; lies behind the words, so long names have the whole width. */
export function BarList({ label, items, color = "var(--accent-wash)" }: Props) {
  const most = Math.max(...items.map(({ value }) => value), 0);
  return (
    <ul aria-label={label} className="grid grid-cols-[minmax(0,1fr)] gap-1">
      {items.map((item) => (
        <li
          key={item.key}
          className={cn("relative flex min-h-8 items-center gap-3 rounded-control px-2.5 py-1 text-13", item.href !== undefined && "hover:bg-selected")}
        >
          <span
            aria-hidden="true"
            className="absolute inset-y-0 start-0 rounded-control"
            style={{ background: color, width: `${most === 0 ? 0 : (Math.max(0, item.value) / most) * 100}%` }}
          />
          <span className="relative min-w-0 flex-1">
            {item.href === undefined ? (
              <span className="block truncate" title={item.label}>
                {item.label}
              </span>
            ) : (
              <Link href={item.href} title={item.label} className="block truncate text-ink no-underline hover:underline">
                {item.label}
              </Link>
            )}
            {item.hint !== undefined && <span className="block text-12 text-muted">{item.hint}</span>}
          </span>
          <span className="relative shrink-0 font-medium tabular-nums">{item.figure}</span>
        </li>
      ))}
    </ul>
  );
}
