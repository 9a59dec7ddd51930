import { cn } from "./cn.ts";
import { rateText, tenthText } from "./figure-text.ts";

interface Props {
  /** 0 to 1; null when there is nothing to divide by. */
  value: number | null;
  /** Ends of the interval, 0 to 1; null when there is none. */
  low: number | null;
  high: number | null;
  /** How many it was counted from. */
  decided: number;
  /** How many there are in all. */
  of: number;
  /** The number above its interval, or in one line with it. */
  layout?: "stacked" | "inline";
  className?: string;
}

/** A rate, never without how sure it is and how many stand behind it: "23.2 %  17.6 – 29.9 · 177 decided of 208". */
export function Rate({ value, low, high, decided, of, layout = "inline", className }: Props) {
  return (
    <span className={cn("tabular-nums", layout === "stacked" && "inline-grid", className)}>
      <span className="whitespace-nowrap">{rateText(decided === 0 ? null : value)}</span>{" "}
      <span className="font-normal text-12 text-muted tracking-normal">{rateGrounds({ value, low, high, decided, of })}</span>
    </span>
  );
}

/** "17.6 – 29.9 · 177 decided of 208": what a rate stands on. */
export function rateGrounds({ value, low, high, decided, of }: Pick<Props, "value" | "low" | "high" | "decided" | "of">): string {
  const counts = `${decided.toLocaleString("en")} decided of ${of.toLocaleString("en")}`;
  const isKnown = decided > 0 && value !== null && low !== null && high !== null;
  return isKnown ? `${tenthText(low * 100)} – ${tenthText(high * 100)} · ${counts}` : counts;
}
