import { LineBand } from "#components/charts/line-band.tsx";
import type { BarPeriod, LinePoint } from "#components/charts/series.ts";
import { StackedBars } from "#components/charts/stacked-bars.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Part } from "./part.tsx";

const series = [
  { key: "recovered", label: "Recovered", color: "var(--recovered)" },
  { key: "churned", label: "Churned", color: "var(--churned)" },
  { key: "abandoned", label: "Abandoned", color: "var(--abandoned)" },
  { key: "pending", label: "Pending", color: "var(--pending)" },
];

const counts = [
  [36, 118, 10, 8],
  [41, 124, 12, 7],
  [38, 114, 10, 8],
  [42, 130, 13, 8],
  [40, 120, 11, 9],
  [41, 124, 8, 11],
  [36, 116, 12, 13],
  [38, 131, 11, 18],
];

const weeks: BarPeriod[] = counts.map((values, index) => ({
  key: `2026-W${40 + index}`,
  label: `W${40 + index}`,
  title: `Week ${40 + index} of 2026`,
  values,
  isRunning: index === counts.length - 1,
}));

const billions = weeks.map((week, index) => ({ ...week, values: week.values.map((value) => (index === 3 ? 0 : value * 5_000_000)) }));

const rates = [0.209, 0.223, 0.218, 0.215, null, 0.224, 0.201, 0.232];
const points: LinePoint[] = rates.map((value, index) => ({
  key: `2026-W${40 + index}`,
  label: `W${40 + index}`,
  title: `Week ${40 + index} of 2026`,
  value,
  low: value === null ? null : value - 0.055,
  high: value === null ? null : value + 0.062,
  n: value === null ? 0 : 177,
  isRunning: index === rates.length - 1,
}));

export function ChartsPart() {
  return (
    <Part title="Charts">
      <div className="grid gap-4 lg:grid-cols-[1.35fr_1fr]">
        <StackedBars
          title="Outcomes by week"
          description="Every attempt ends as one of four."
          summary="Outcomes by week: about 120 of 175 attempts churned in each of the last 8 weeks."
          series={series}
          periods={weeks}
          periodHead="Week"
          actions={
            <ButtonLink href="#csv" size="small" variant="ghost">
              CSV
            </ButtonLink>
          }
        />
        <LineBand
          title="Save rate"
          description="Share of decided attempts that were kept."
          summary="Save rate by week: between 20 and 23 % throughout, no clear change."
          points={points}
          valueHead="Save rate"
          periodHead="Week"
          nHead="Decided"
        />
        <StackedBars
          title="Billions, and a week with nothing"
          summary="The same in millions of dollars."
          series={series}
          periods={billions}
          periodHead="Week"
          figure={{ kind: "money", currency: "USD" }}
        />
        <StackedBars
          title="Nothing yet"
          summary="No attempts."
          series={series}
          periods={weeks.map((week) => ({ ...week, values: [0, 0, 0, 0] }))}
          periodHead="Week"
        />
      </div>
    </Part>
  );
}
