import type { ReactNode } from "react";

interface Props {
  /** What is under way: "Exporting cancellations". */
  label: string;
  done: number;
  /** null while it is not known. */
  total: number | null;
  /** What is counted: "rows". */
  unit: string;
  perSecond?: number;
  secondsLeft?: number;
  /** A button that stops it. */
  cancel?: ReactNode;
}

/** How far long work is: count, rate, time left. */
export function Progress({ label, done, total, unit, perSecond, secondsLeft, cancel }: Props) {
  const share = total === null || total === 0 ? null : Math.min(1, done / total);
  const words = [
    total === null ? `${count(done)} ${unit}` : `${count(done)} of ${count(total)} ${unit}`,
    perSecond !== undefined && `${count(perSecond)} per second`,
    secondsLeft !== undefined && `${durationWords(secondsLeft)} left`,
  ]
    .filter(Boolean)
    .join(" · ");
  return (
    <div className="grid min-w-0 gap-2">
      <div className="flex items-center justify-between gap-3">
        <span className="min-w-0 wrap-anywhere font-medium text-13">{label}</span>
        {cancel}
      </div>
      <div
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share === null ? undefined : Math.floor(share * 100)}
        aria-valuetext={words}
        className="h-1.5 overflow-hidden rounded-full bg-sunken ring-1 ring-line ring-inset"
      >
        {share === null ? (
          <div className="h-full w-1/3 animate-pending rounded-full bg-accent motion-reduce:w-full motion-reduce:animate-none motion-reduce:opacity-50" />
        ) : (
          <div className="h-full rounded-full bg-accent" style={{ width: `${share * 100}%` }} />
        )}
      </div>
      <p className="text-12 text-muted tabular-nums">{words}</p>
    </div>
  );
}

/** "a few seconds", "about 40 seconds", "about 3 minutes", "about 2 hours". */
export function durationWords(seconds: number): string {
  if (seconds < 5) return "a few seconds";
  if (seconds < 55) return `about ${Math.ceil(seconds / 5) * 5} seconds`;
  if (seconds < 55 * 60) return plural(Math.max(1, Math.round(seconds / 60)), "minute");
  return plural(Math.max(1, Math.round(seconds / 3600)), "hour");
}

function plural(number: number, unit: string): string {
  return `about ${number} ${unit}${number === 1 ? "" : "s"}`;
}

function count(value: number): string {
  return Math.round(value).toLocaleString("en");
}
