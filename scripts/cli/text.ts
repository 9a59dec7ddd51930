/** Rows as an aligned table under a head; `empty` where there is none. */
export function table(head: readonly string[], rows: readonly (readonly (string | number | boolean | null)[])[], empty: string): string {
  if (rows.length === 0) return empty;
  const lines = [head, ...rows].map((row) => row.map((cell) => oneLine(cell === null ? "-" : String(cell))));
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Names and values below each other. */
export function facts(entries: readonly (readonly [name: string, value: string | number | boolean | null])[]): string {
  const width = Math.max(...entries.map(([name]) => name.length));
  return entries.map(([name, value]) => `${name.padEnd(width)}  ${value === null ? "-" : oneLine(String(value))}`).join("\n");
}

/** What customers wrote may hold line breaks and terminal escapes. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}+/gu, " ");
}
