import Link from "next/link";
import type { BillingInterval } from "#lib/features/billing/model/subscription.ts";
import { intervalWords } from "./price-words.ts";

interface Props {
  intervals: readonly BillingInterval[];
  current: BillingInterval;
  hrefOf: (interval: BillingInterval) => string;
}

/** Monthly or yearly; nothing where only one of them is sold. */
export function IntervalSwitch({ intervals, current, hrefOf }: Props) {
  if (intervals.length < 2) return null;
  return (
    <nav aria-label="How often you pay" className="inline-flex rounded-control border border-line-strong bg-surface p-0.5">
      {intervals.map((interval) => (
        <Link
          key={interval}
          href={hrefOf(interval)}
          scroll={false}
          prefetch={false}
          aria-current={interval === current ? "true" : undefined}
          className="inline-flex min-h-7 items-center rounded-[4px] px-2.5 font-medium text-13 text-muted no-underline hover:text-ink aria-[current=true]:bg-accent-wash aria-[current=true]:text-accent-text pointer-coarse:min-h-9"
        >
          {intervalWords[interval].choice}
        </Link>
      ))}
    </nav>
  );
}
