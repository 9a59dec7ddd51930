/** A part of every bar; bottom first. */
export interface BarSeries {
  key: string;
  label: string;
  /** A CSS colour, as a token: "var(--accent)". */
  color: string;
}

export interface BarPeriod {
  key: string;
  /** Under the bar: "W47". */
  label: string;
  /** In full: "16 – 22 Nov 2026". */
  title: string;
  /** One for each series, in its order. */
  values: number[];
  /** Still counting: drawn dashed. */
  isRunning?: boolean;
}

/** Below this width the labels stand under the bars instead of beside the last one. */
export const DIRECT_LABELS_FROM = 460;

export interface LinePoint {
  key: string;
  /** Under the axis: "W47". */
  label: string;
  /** In full: "16 – 22 Nov 2026". */
  title: string;
  /** null where nothing was counted: the line has a gap there. */
  value: number | null;
  /** Ends of the interval. */
  low: number | null;
  high: number | null;
  /** How many it was counted from. */
  n: number;
  /** Still counting: drawn dashed. */
  isRunning?: boolean;
}
