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
