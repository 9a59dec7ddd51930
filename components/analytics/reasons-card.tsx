import Link from "next/link";
import { BarList } from "#components/charts/bar-list.tsx";
import { Card } from "#components/ui/card.tsx";
import { rateText } from "#components/ui/figure-text.ts";
import type { ReasonShare } from "#lib/features/analytics/model/overview.ts";
import { shareGrounds } from "./words.ts";

const SHOWN = 6;

interface Props {
  reasons: ReasonShare[];
  /** The attempts with this reason; null: with none. */
  hrefOf: (key: string | null) => string;
  allHref: string;
}

/** Why customers want to leave. */
export function ReasonsCard({ reasons, hrefOf, allHref }: Props) {
  return (
    <Card title="Reasons" description="Share of all attempts, whatever their outcome." actions={<Link href={allHref}>All reasons</Link>}>
      {reasons.length === 0 ? (
        <p className="text-muted">No attempt in this period.</p>
      ) : (
        <BarList
          label="Reasons by share of attempts"
          items={reasons.slice(0, SHOWN).map(({ key, label, count, share }) => ({
            key: key ?? "",
            label: label ?? "Not given",
            value: count,
            figure: rateText(share.value),
            hint: shareGrounds(share),
            href: hrefOf(key),
          }))}
        />
      )}
      {reasons.length > SHOWN && <p className="mt-2 text-13 text-muted">and {reasons.length - SHOWN} more</p>}
    </Card>
  );
}
