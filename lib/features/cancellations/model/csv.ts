/** CSV as RFC 4180 writes it: commas, CRLF behind each line, quotes where a cell needs them. */

export type CsvCell = string | number | boolean | null;

/** Excel takes a file without it for one of its country's old encodings. */
export const BYTE_ORDER_MARK = "\ufeff";

/** Beginnings that spreadsheets take for a formula or skip on the way to one; the wide ones in East Asian versions. */
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** What would not be read back as it is: separators, line breaks, spaces at the ends, and "" for a text that is empty. */
const QUOTED = /^$|[",\r\n]|^\s|\s$/;

/**
 * A text that somebody else wrote, as a spreadsheet may have it: before what would be a formula stands an apostrophe. It also
 * stands before a text that already begins so, hence taking one away from `'=`, `''=` and so on leads back to every text.
 */
export function harmless(text: string | null): string | null {
  return text !== null && FORMULA.test(text) ? `'${text}` : text;
}

/** One line. Nothing at all stands for null, `""` for an empty text. */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(written).join(",")}\r\n`;
}

function written(cell: CsvCell): string {
  if (cell === null) return "";
  const text = String(cell);
  return QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
