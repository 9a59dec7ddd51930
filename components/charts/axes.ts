import { type Figure, tickText } from "./figures.ts";

/** The axes of every chart of periods; each spreads them on Recharts' own elements. */
const look = { tickLine: false, axisLine: false, tick: { fill: "var(--muted)", fontSize: 12 } };

/** Periods, as many named as have room. */
export function periodAxis(periods: readonly { key: string; label: string }[]) {
  return {
    ...look,
    dataKey: "key",
    tickFormatter: (key: string) => periods.find((period) => period.key === key)?.label ?? key,
    interval: "equidistantPreserveStart" as const,
    minTickGap: 6,
    height: 24,
  };
}

/** Figures from zero, at round ticks. */
export function figureAxis(figure: Figure) {
  return {
    ...look,
    domain: [0, "auto"] as [number, "auto"],
    allowDecimals: figure.kind !== "count",
    tickCount: 5,
    niceTicks: "snap125" as const,
    tickFormatter: (value: number) => tickText(value, figure),
    width: "auto" as const,
  };
}
