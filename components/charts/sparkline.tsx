interface Props {
  /** null leaves a gap. */
  values: (number | null)[];
  /** What it shows, in words; without it the line is decoration beside a number that says it all. */
  label?: string;
  color?: string;
}

const WIDTH = 88;
const HEIGHT = 28;

/** The shape of a series, without axes, from zero. */
export function Sparkline({ values, label, color = "var(--accent)" }: Props) {
  const points = sparkPoints(values);
  const last = points.at(-1)?.at(-1);
  const path = points.map((run) => run.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${x} ${y}`).join("")).join("");
  return (
    // biome-ignore lint/a11y/noSvgWithoutTitle: it has a label, or is decoration
    <svg
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="shrink-0"
      {...(label === undefined ? { "aria-hidden": true } : { role: "img", "aria-label": label })}
    >
      <path d={`M0 ${HEIGHT - 0.5}H${WIDTH}`} stroke="var(--line)" />
      <path d={path} fill="none" stroke={color} strokeWidth={1.5} strokeLinejoin="round" strokeLinecap="round" />
      {last !== undefined && <circle cx={last.x} cy={last.y} r={2.5} fill={color} />}
    </svg>
  );
}

/** Places of the values in the picture, in runs without a gap. */
export function sparkPoints(values: (number | null)[]): { x: number; y: number }[][] {
  const most = Math.max(...values.map((value) => value ?? 0), 0);
  const pad = 3;
  const runs: { x: number; y: number }[][] = [];
  let run: { x: number; y: number }[] | undefined;
  for (const [index, value] of values.entries()) {
    if (value === null || !Number.isFinite(value)) {
      run = undefined;
      continue;
    }
    if (run === undefined) {
      run = [];
      runs.push(run);
    }
    const x = pad + (values.length < 2 ? 1 : index / (values.length - 1)) * (WIDTH - 2 * pad);
    const y = HEIGHT - 1 - (most === 0 ? 0 : Math.max(0, value) / most) * (HEIGHT - 1 - pad);
    run.push({ x: round(x), y: round(y) });
  }
  return runs;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
