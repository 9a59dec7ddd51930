"use client";

import { lazy } from "react";
import { ChartCard, type ChartWords } from "./chart-card.tsx";
import { ChartTable } from "./chart-table.tsx";
import { type Figure, figureText } from "./figures.ts";
import type { LinePoint } from "./series.ts";

interface Props extends ChartWords {
  points: LinePoint[];
  /** What the line shows: "Save rate". */
  valueHead: string;
  /** Head of the first column of the table: "Week". */
  periodHead: string;
  /** What n counts: "decided". */
  nHead: string;
  figure?: Figure;
  color?: string;
  height?: number;
}

const Plot = lazy(() => import("./line-band-plot.tsx").then(({ LineBandPlot }) => ({ default: LineBandPlot })));

/** A line with a band that says how sure it is. */
export function LineBand({ points, valueHead, periodHead, nHead, figure = { kind: "percent" }, color = "var(--accent)", height = 220, ...words }: Props) {
  const range = ({ low, high }: LinePoint) => (low === null || high === null ? "–" : `${figureText(low, figure)} – ${figureText(high, figure)}`);
  return (
    <ChartCard
      {...words}
      height={height}
      isEmpty={points.every(({ value }) => value === null)}
      legend={<p className="mt-2 text-12 text-muted">The band is the likely range.{points.some((point) => point.isRunning) && " Dashed: still running."}</p>}
      draw={(width) => <Plot {...{ points, valueHead, nHead, figure, color, width, height }} />}
      table={
        <ChartTable
          caption={words.summary}
          heads={[periodHead, valueHead, "Likely range", nHead]}
          rows={points.map((point) => ({
            key: point.key,
            label: point.isRunning ? `${point.title}, so far` : point.title,
            figures: [figureText(point.value, figure), range(point), point.n.toLocaleString("en")],
          }))}
        />
      }
    />
  );
}
