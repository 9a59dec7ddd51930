import { rateText } from "#components/ui/figure-text.ts";
import { Time } from "#components/ui/time.tsx";
import type { ReasonCount } from "#lib/features/reasons/model/reason-usage.ts";

/** A count and its share of all, with a bar from zero. */
export function UsageCell({ count, total }: { count: number; total: number }) {
  const share = total === 0 ? 0 : count / total;
  return (
    <div className="grid justify-items-end gap-1">
      <span>
        {count.toLocaleString("en")}
        {total > 0 && <span className="ms-2 inline-block min-w-13 text-muted">{shareText(count, total)}</span>}
      </span>
      {total > 0 && (
        <span aria-hidden="true" className="block h-1 w-24 overflow-hidden rounded-full bg-sunken max-sm:w-16">
          <span className="block h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
        </span>
      )}
    </div>
  );
}

/** "12.5 %"; what is there but rounds to nothing says so. */
export function shareText(count: number, total: number): string {
  const share = count / total;
  return count > 0 && share < 0.001 ? "< 0.1 %" : rateText(share);
}

export function LastUsedCell({ usage, timeZone }: { usage: ReasonCount; timeZone: string }) {
  return <span className="whitespace-nowrap text-muted">{usage.lastUsedAt === null ? "Never" : <Time at={usage.lastUsedAt} timeZone={timeZone} />}</span>;
}
