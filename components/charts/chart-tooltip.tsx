interface Props {
  title: string;
  rows: { key: string; label: string; figure: string; color?: string }[];
}

/** What stands at the pointer: the period, its figures and their n. */
export function ChartTooltip({ title, rows }: Props) {
  return (
    <div className="min-w-36 rounded-control border border-line bg-surface px-2.5 py-2 text-12 shadow-float">
      <p className="mb-1 font-medium text-ink">{title}</p>
      {rows.map((row) => (
        <p key={row.key} className="flex items-center justify-between gap-4 whitespace-nowrap text-muted">
          <span className="flex items-center gap-1.5">
            {row.color !== undefined && <span className="size-2 rounded-[2px]" style={{ background: row.color }} />}
            {row.label}
          </span>
          <span className="text-ink tabular-nums">{row.figure}</span>
        </p>
      ))}
    </div>
  );
}
