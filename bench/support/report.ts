import type { Results } from "../ingest/compare.ts";
import { labels } from "./contestants.ts";
import type { Run } from "./measure.ts";
import { median } from "./statistics.ts";

/** A figure against its goal. */
export interface Goal {
  what: string;
  figure: number;
  unit: string;
  /** Absent where nothing was promised. */
  goal?: number;
  /** Whether smaller is better. */
  atMost?: boolean;
  /** What the limit of this machine made of the same. */
  beside?: number;
}

/** The middle rate of some runs. */
export function rateOf(runs: readonly Run[] | undefined): number {
  return median((runs ?? []).map((run) => run.rate));
}

/** How many times as fast: the middle of the ratios of neighbours in a round, which had the same weather. */
export function ratio(over: readonly Run[], under: readonly Run[]): number {
  return median(over.flatMap((run, round) => (under[round] ? [run.rate / under[round].rate] : [])));
}

/** The most memory of any run. */
export function memoryOf(runs: readonly Run[]): number {
  return Math.max(...runs.map((run) => run.megabytes));
}

/** Prints the middle of all runs: requests/s (p50/p99 in ms) by connections, and resident memory. */
export function printRates(results: Results, connections: readonly number[]): void {
  const rows = [["requests/s (p50/p99 ms)", ...connections.map((count) => `${count} conn`), "MB"]];
  for (const [name, byConnections] of results) {
    const cells = connections.map((count) => {
      const runs = byConnections.get(count);
      if (runs === undefined) return "–";
      const ms = (pick: (run: Run) => number) => median(runs.map(pick)).toFixed(1);
      return `${whole(rateOf(runs))} (${ms((run) => run.p50)}/${ms((run) => run.p99)})`;
    });
    rows.push([name === "patch" ? "    PATCH, our door" : labels[name], ...cells, whole(memoryOf([...byConnections.values()].flat()))]);
  }
  console.log(`\n${columns(rows)}`);
}

/** Prints the goals and whether each is reached. @returns whether all are */
export function printGoals(goals: readonly Goal[]): boolean {
  const reached = ({ figure, goal, atMost }: Goal) => goal === undefined || (atMost ? figure <= goal : figure >= goal);
  const hasLimits = goals.some(({ beside }) => beside !== undefined);
  const rows = goals.map((goal) => {
    const { what, figure, unit, beside, atMost } = goal;
    const promised = goal.goal === undefined ? "–" : `${atMost ? "≤" : "≥"} ${goal.goal}${unit}`;
    const verdict = goal.goal === undefined ? "" : reached(goal) ? "reached" : "MISSED";
    return [what, `${figure.toFixed(2)}${unit}`, ...(hasLimits ? [beside === undefined ? "" : `${beside.toFixed(2)}${unit}`] : []), promised, verdict];
  });
  console.log(`\n${columns([["", "measured", ...(hasLimits ? ["the limit"] : []), "goal", ""], ...rows])}`);
  return goals.every(reached);
}

function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** Rows as a table: the first column to the left, figures to the right. */
export function columns(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((row) => row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart((widths[i] ?? 0) + 2))).join("")).join("\n");
}
