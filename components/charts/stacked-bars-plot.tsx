"use client";

import { Bar, BarChart, type BarShapeProps, CartesianGrid, Tooltip, usePlotArea, useYAxisScale, XAxis, YAxis } from "recharts";
import { figureAxis, periodAxis } from "./axes.ts";
import { ChartTooltip } from "./chart-tooltip.tsx";
import { spreadLabels } from "./direct-labels.ts";
import { type Figure, figureText } from "./figures.ts";
import { type BarPeriod, type BarSeries, DIRECT_LABELS_FROM } from "./series.ts";

interface Props {
  series: BarSeries[];
  periods: BarPeriod[];
  figure: Figure;
  width: number;
  height: number;
}

const LABEL_WIDTH = 96;

/** The picture alone; it comes with Recharts, so it is loaded when it is seen. */
export function StackedBarsPlot({ series, periods, figure, width, height }: Props) {
  const hasLabels = width >= DIRECT_LABELS_FROM;
  return (
    <BarChart
      data={periods}
      width={width}
      height={height}
      margin={{ top: 8, right: hasLabels ? LABEL_WIDTH : 0, bottom: 0, left: 0 }}
      barCategoryGap="28%"
      accessibilityLayer={false}
    >
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis {...periodAxis(periods)} />
      <YAxis {...figureAxis(figure)} />
      <Tooltip
        isAnimationActive={false}
        cursor={{ fill: "var(--selected)" }}
        content={({ active, label }) => <Reading isShown={active} period={periods.find((period) => period.key === label)} series={series} figure={figure} />}
      />
      {series.map((part, position) => (
        <Bar
          key={part.key}
          dataKey={(period: BarPeriod) => period.values[position] ?? 0}
          name={part.label}
          stackId="all"
          fill={part.color}
          maxBarSize={44}
          isAnimationActive={false}
          shape={(props: BarShapeProps) => <Segment {...props} color={part.color} isRunning={periods[props.index]?.isRunning === true} />}
        />
      ))}
      {hasLabels && <SegmentLabels series={series} last={periods.at(-1)} width={width} />}
    </BarChart>
  );
}

/** One part of one bar, a hair away from its neighbours. */
function Segment({ x, y, width, height, color, isRunning }: BarShapeProps & { color: string; isRunning: boolean }) {
  if (!(height > 0)) return null;
  const inset = height > 3 ? 0.5 : 0;
  const box = { x, y: y + inset, width, height: Math.max(height - 2 * inset, 0.5), rx: Math.min(1.5, height / 2) };
  if (!isRunning) return <rect {...box} fill={color} />;
  return <rect {...box} fill={color} fillOpacity={0.35} stroke={color} strokeDasharray="3 2" />;
}

/** The names of the parts, beside the last bar. */
function SegmentLabels({ series, last, width }: { series: BarSeries[]; last: BarPeriod | undefined; width: number }) {
  const scale = useYAxisScale();
  const area = usePlotArea();
  if (scale === undefined || area === undefined || last === undefined) return null;
  let below = 0;
  const wanted = series.map((_, position) => {
    const value = last.values[position] ?? 0;
    const middle = Number(scale(below + value / 2));
    below += value;
    return middle - area.y;
  });
  // The last part is the top one.
  const heights = spreadLabels(wanted.toReversed(), 16, area.height).toReversed();
  return (
    <g>
      {series.map((part, position) => (
        <g key={part.key} transform={`translate(${width - LABEL_WIDTH + 6} ${area.y + (heights[position] ?? 0)})`}>
          <rect width={8} height={8} y={-4} rx={2} fill={part.color} />
          <text x={13} dy="0.35em" fontSize={12} fill="var(--muted)">
            {part.label.length > 13 ? `${part.label.slice(0, 12)}…` : part.label}
          </text>
        </g>
      ))}
    </g>
  );
}

function Reading({ isShown, period, series, figure }: { isShown: boolean; period: BarPeriod | undefined; series: BarSeries[]; figure: Figure }) {
  if (!isShown || period === undefined) return null;
  const parts = series.map((part, position) => ({
    key: part.key,
    label: part.label,
    color: part.color,
    figure: figureText(period.values[position] ?? 0, figure),
  }));
  const all = period.values.reduce((sum, value) => sum + value, 0);
  return (
    <ChartTooltip
      title={period.isRunning ? `${period.title}, so far` : period.title}
      rows={[...parts.toReversed(), { key: "all", label: "All", figure: figureText(all, figure) }]}
    />
  );
}
