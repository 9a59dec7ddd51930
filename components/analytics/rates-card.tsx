import { Card } from "#components/ui/card.tsx";
import { rateText } from "#components/ui/figure-text.ts";
import { Explain } from "#components/ui/popover.tsx";
import { Table } from "#components/ui/table.tsx";
import type { Overview, PeriodChanges } from "#lib/features/analytics/model/overview.ts";
import type { Rate } from "#lib/features/analytics/model/rate.ts";
import { moneyChangeText, rateChangeText, shareGrounds, sumText } from "./words.ts";

interface Row {
  key: string;
  label: string;
  figure: string;
  grounds: string;
  change: string;
}

/** The other rates and sums of the period; each with what it is counted from. */
export function RatesCard({ overview, currency }: { overview: Overview; currency: string }) {
  const { figures, before, changes } = overview;
  const rateRow = (key: keyof PeriodChanges & keyof typeof figures, label: string, of: string): Row => ({
    key,
    label,
    figure: rateText((figures[key] as Rate).value),
    grounds: shareGrounds(figures[key] as Rate, of),
    change: rateChangeText(changes?.[key] ?? null, (before?.[key] as Rate | undefined) ?? null),
  });
  const rows: Row[] = [
    rateRow("offerShownRate", "Offer shown", "attempts"),
    rateRow("acceptanceRate", "Offer accepted", "shown"),
    rateRow("offerSaveRate", "Kept after accepting", "decided"),
    rateRow("abandonmentRate", "Abandoned", "no longer pending"),
    rateRow("deflectionRate", "Deflection rate", "no longer pending"),
    {
      key: "recoveredMrr",
      label: "Recovered MRR, gross",
      figure: sumText(figures.recoveredMrr.sum, currency),
      grounds: `${figures.recovered.toLocaleString("en")} recovered; what the offers cost is not known here`,
      change: moneyChangeText(changes?.recoveredMrr ?? null, before?.recoveredMrr.sum ?? null, currency),
    },
  ];
  const coverage = figures.mrrCoverage.value;
  return (
    <Card title="More figures" description="Of the same period, each with what it is counted from." actions={<HowCounted overview={overview} />} padded={false}>
      <Table
        flush
        caption="More figures of the period"
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: "label", head: "Figure", cell: RowHead },
          { key: "figure", head: "Value", align: "end", cell: ({ figure }) => <strong className="font-medium">{figure}</strong> },
          { key: "grounds", head: "Counted from", from: "md", cell: ({ grounds }) => <span className="text-muted">{grounds}</span> },
          { key: "change", head: "Change", from: "lg", cell: ({ change }) => <span className="text-muted">{change}</span> },
        ]}
      />
      {coverage !== null && coverage < 0.9 && (
        <p className="border-line border-t px-5 py-2.5 text-13 text-muted">
          Only {rateText(coverage)} of the attempts carry an MRR, so all sums are too low. Nothing is estimated.
        </p>
      )}
    </Card>
  );
}

/** A figure's name; where there is no room beside it, what it is counted from and how it changed stand under it. */
function RowHead({ label, grounds, change }: Row) {
  return (
    <>
      {label}
      <span className="block text-12 text-muted md:hidden">{grounds}</span>
      <span className="block text-12 text-muted lg:hidden">{change}</span>
    </>
  );
}

function HowCounted({ overview: { figures } }: { overview: Overview }) {
  const bounds = figures.saveRateBounds;
  return (
    <Explain>
      <div className="grid gap-2">
        <p>
          <strong className="font-medium">Save rate</strong>: recovered of recovered and churned. Abandoned and pending stay out: who left the page is not
          saved.
        </p>
        {bounds !== null && figures.pending > 0 && (
          <p>
            The {figures.pending.toLocaleString("en")} pending could still move it to anything between {(bounds.low * 100).toFixed(1)} and{" "}
            {(bounds.high * 100).toFixed(1)} %.
          </p>
        )}
        <p>
          <strong className="font-medium">Deflection rate</strong>: recovered and abandoned of all that are no longer pending. Other products call this “save
          rate”.
        </p>
        <p>
          <strong className="font-medium">Intervals</strong> are 95 % (Wilson). A change is called one only when its interval leaves out “no change”.
        </p>
        <p>Attempts count on the day that they happened, in the workspace’s time zone. An immature rate has less than 80 % of its attempts decided.</p>
      </div>
    </Explain>
  );
}
