"use client";

import { Area, CartesianGrid, ComposedChart, Line, Tooltip, XAxis, YAxis } from "recharts";
import { figureAxis, periodAxis } from "./axes.ts";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { type Figure, figureText } from "./figures.ts";
import type { LinePoint } from "./series.ts";

interface Props {
  points: LinePoint[];
  valueHead: string;
  nHead: string;
  figure: Figure;
  color: string;
  width: number;
  height: number;
}

/** The picture alone; it comes with Recharts, so it is loaded when it is seen. */
export function LineBandPlot({ points, valueHead, nHead, figure, color, width, height }: Props) {
  const leadsToRunning = new Set(points.flatMap((point, position) => (points[position + 1]?.isRunning ? [point.key] : [])));
  const done = (point: LinePoint) => (point.isRunning ? null : point.value);
  const running = (point: LinePoint) => (point.isRunning || leadsToRunning.has(point.key) ? point.value : null);
  const dot = { r: 2.5, fill: color, stroke: "var(--surface)", strokeWidth: 1 };
  return (
    <ComposedChart data={points} width={width} height={height} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis {...periodAxis(points)} padding={{ left: 12, right: 12 }} />
      <YAxis {...figureAxis(figure)} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: "var(--line-strong)" }}
        content={({ active, label }) => <Reading isShown={active} point={points.find((point) => point.key === label)} {...{ valueHead, nHead, figure }} />}
      />
      <Area
        dataKey={({ low, high }: LinePoint) => (low === null || high === null ? null : [low, high])}
        stroke="none"
        fill={color}
        fillOpacity={0.16}
        activeDot={false}
        isAnimationActive={false}
      />
      <Line dataKey={done} stroke={color} strokeWidth={2} dot={dot} activeDot={{ ...dot, r: 4 }} isAnimationActive={false} />
      <Line dataKey={running} stroke={color} strokeWidth={2} strokeDasharray="3 3" dot={false} activeDot={{ ...dot, r: 4 }} isAnimationActive={false} />
    </ComposedChart>
  );
}

interface ReadingProps {
  isShown: boolean;
  point: LinePoint | undefined;
  valueHead: string;
  nHead: string;
  figure: Figure;
}

function Reading({ isShown, point, valueHead, nHead, figure }: ReadingProps) {
  if (!isShown || point === undefined) return null;
  const { low, high } = point;
  return (
    <ChartTooltip
      title={point.isRunning ? `${point.title}, so far` : point.title}
      rows={[
        { key: "value", label: valueHead, figure: figureText(point.value, figure) },
        ...(low === null || high === null ? [] : [{ key: "range", label: "Likely range", figure: `${figureText(low, figure)} – ${figureText(high, figure)}` }]),
        { key: "n", label: nHead, figure: point.n.toLocaleString("en") },
      ]}
    />
  );
}
