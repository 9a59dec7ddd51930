"use client";

import { lazy } from "react";
import { ChartCard, type ChartWords } from "./chart-card.tsx";
import { ChartTable } from "./chart-table.tsx";
import { type Figure, figureText } from "./figures.ts";
import type { BarPeriod, BarSeries } from "./series.ts";

interface Props extends ChartWords {
  series: BarSeries[];
  periods: BarPeriod[];
  /** Head of the first column of the table: "Week". */
  periodHead: string;
  figure?: Figure;
  height?: number;
}

const Plot = lazy(() => import("./stacked-bars-plot.tsx").then(({ StackedBarsPlot }) => ({ default: StackedBarsPlot })));

/** Bars of parts, one a period, from zero. */
export function StackedBars({ series, periods, periodHead, figure = { kind: "count" }, height = 220, ...words }: Props) {
  const total = (period: BarPeriod) => period.values.reduce((sum, value) => sum + value, 0);
  return (
    <ChartCard
      {...words}
      height={height}
      isEmpty={periods.every((period) => total(period) === 0)}
      legend={<Legend series={series} hasRunning={periods.some((period) => period.isRunning)} />}
      draw={(width) => <Plot {...{ series, periods, figure, width, height }} />}
      table={
        <ChartTable
          caption={words.summary}
          heads={[periodHead, ...series.map(({ label }) => label), "All"]}
          rows={periods.map((period) => ({
            key: period.key,
            label: period.isRunning ? `${period.title}, so far` : period.title,
            figures: [...period.values, total(period)].map((value) => figureText(value, figure)),
          }))}
        />
      }
    />
  );
}

/** Where the bars have no room for labels beside them; the class follows DIRECT_LABELS_FROM, so nothing moves when they are drawn. */
function Legend({ series, hasRunning }: { series: BarSeries[]; hasRunning: boolean }) {
  return (
    <div className="@container">
      <ul className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-12 text-muted @min-[460px]:hidden">
        {series.map(({ key, label, color }) => (
          <li key={key} className="flex items-center gap-1.5">
            <span className="size-2 rounded-[2px]" style={{ background: color }} />
            {label}
          </li>
        ))}
      </ul>
      {hasRunning && <p className="mt-2 text-12 text-muted">Dashed: still running.</p>}
    </div>
  );
}
