import { Table } from "#components/ui/table.tsx";

interface Props {
  caption: string;
  /** Head of the first column, then of each column of figures. */
  heads: string[];
  rows: { key: string; label: string; figures: string[] }[];
}

/** A chart's numbers, to be read and copied. */
export function ChartTable({ caption, heads, rows }: Props) {
  const [first = "", ...rest] = heads;
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={(row) => row.key}
      columns={[
        { key: "label", head: first, cell: (row) => <span className="whitespace-nowrap">{row.label}</span> },
        ...rest.map((head, position) => ({
          key: `${position} ${head}`,
          head,
          align: "end" as const,
          cell: (row: Props["rows"][number]) => row.figures[position] ?? "–",
        })),
      ]}
    />
  );
}
