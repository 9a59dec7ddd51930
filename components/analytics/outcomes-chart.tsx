import { StackedBars } from "#components/charts/stacked-bars.tsx";
import { DAY_MS } from "#lib/core/clock.ts";
import type { WeekOutcomes } from "#lib/features/analytics/model/overview.ts";
import { daysText } from "./words.ts";

const series = [
  { key: "recovered", label: "Recovered", color: "var(--recovered)" },
  { key: "churned", label: "Churned", color: "var(--churned)" },
  { key: "abandoned", label: "Abandoned", color: "var(--abandoned)" },
  { key: "pending", label: "Pending", color: "var(--pending)" },
] as const;

const WEEK_MS = 7 * DAY_MS;

/** How the attempts of each week ended. */
export function OutcomesChart({ weeks }: { weeks: WeekOutcomes[] }) {
  const first = weeks[0];
  const last = weeks.at(-1);
  const sum = (key: (typeof series)[number]["key"]) => weeks.reduce((total, week) => total + week[key], 0);
  return (
    <StackedBars
      title="Outcomes by week"
      description="Every attempt ends as one of four."
      summary={`From ${first?.week} to ${last?.week}: ${series.map(({ key, label }) => `${sum(key).toLocaleString("en")} ${label.toLowerCase()}`).join(", ")}.`}
      series={[...series]}
      height={264}
      periodHead="Week"
      periods={weeks.map((week) => ({
        key: week.week,
        label: week.week.slice(5),
        title: `${week.week}, ${daysText(week.from, new Date(Date.parse(`${week.from}T00:00:00Z`) + WEEK_MS).toISOString().slice(0, 10))}`,
        values: series.map(({ key }) => week[key]),
        isRunning: week.running,
      }))}
    />
  );
}
