import Link from "next/link";
import type { ReactNode } from "react";
import { cn } from "./cn.ts";
import { TableRegion } from "./table-region.tsx";

export interface Column<Row> {
  key: string;
  head: ReactNode;
  cell: (row: Row) => ReactNode;
  /** Figures stand at the end, one under the other. */
  align?: "start" | "end";
  /** Leaves narrow windows; what it says must stand on the row's own page too. */
  from?: "sm" | "md" | "lg" | "xl";
  /** Classes of its cells, such as a width. */
  className?: string;
}

interface Props<Row> {
  /** What the table holds, for screen readers. */
  caption: string;
  /** The first one names the row, and carries its link. */
  columns: Column<Row>[];
  rows: Row[];
  rowKey: (row: Row) => string;
  /** Where a row leads; the whole row is the target, j and k walk through the rows. */
  rowHref?: (row: Row) => string;
  /** The row that is open. */
  selectedKey?: string | null;
  /** Stands in place of the rows when there are none. */
  empty?: ReactNode;
  /** Without a border of its own, in a Card that is not padded. */
  flush?: boolean;
}

const shownFrom = { sm: "max-sm:hidden", md: "max-md:hidden", lg: "max-lg:hidden", xl: "max-xl:hidden" };

/** A table of rows that lead somewhere: sticky head, figures at the end, one open row, keys. Needs no script to be read and followed. */
export function Table<Row>({ caption, columns, rows, rowKey, rowHref, selectedKey, empty, flush = false }: Props<Row>) {
  return (
    <TableRegion label={caption} className={cn("bg-surface", flush ? "rounded-b-card border-line border-t" : "rounded-card border border-line")}>
      <table className="w-full border-separate border-spacing-0 text-13 tabular-nums">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                className={cn(
                  "sticky top-0 z-10 whitespace-nowrap border-line border-b bg-sunken px-3.5 py-2 text-start font-medium text-12 text-muted",
                  !flush && "first:rounded-ss-card last:rounded-se-card",
                  column.align === "end" && "text-end",
                  column.from && shownFrom[column.from],
                  column.className,
                )}
              >
                {column.head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => {
            const key = rowKey(row);
            return <TableRow key={key} row={row} columns={columns} href={rowHref?.(row)} isSelected={key === selectedKey} />;
          })}
        </tbody>
      </table>
      {rows.length === 0 && empty}
    </TableRegion>
  );
}

interface RowProps<Row> {
  row: Row;
  columns: Column<Row>[];
  href: string | undefined;
  isSelected: boolean;
}

function TableRow<Row>({ row, columns, href, isSelected }: RowProps<Row>) {
  return (
    <tr
      aria-current={isSelected || undefined}
      className={cn("group relative", href !== undefined && "hover:bg-selected", isSelected && "bg-accent-wash hover:bg-accent-wash")}
    >
      {columns.map((column, position) => {
        const look = cn(
          "border-line border-b px-3.5 py-2 text-start align-top font-normal group-last:border-b-0",
          column.align === "end" && "whitespace-nowrap text-end",
          column.from && shownFrom[column.from],
          column.className,
        );
        if (position > 0) {
          return (
            <td key={column.key} className={look}>
              {column.cell(row)}
            </td>
          );
        }
        return (
          <th key={column.key} scope="row" className={cn(look, isSelected && "shadow-[inset_2px_0_0_var(--accent)] rtl:shadow-[inset_-2px_0_0_var(--accent)]")}>
            {href === undefined ? (
              column.cell(row)
            ) : (
              // Its ::after covers the row. Other controls in a row need `relative z-1`.
              <Link
                href={href}
                scroll={false}
                data-row-link=""
                className="text-ink no-underline outline-none after:absolute after:inset-0 after:content-[''] focus-visible:after:outline-2 focus-visible:after:outline-accent focus-visible:after:-outline-offset-2"
              >
                {column.cell(row)}
              </Link>
            )}
          </th>
        );
      })}
    </tr>
  );
}
