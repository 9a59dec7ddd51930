/** Reads CSV as RFC 4180 says, and an empty cell without quotes as null; throws where it is none. A byte order mark in front is left out. */
export function parseCsv(text: string): (string | null)[][] {
  const rows: (string | null)[][] = [];
  let row: (string | null)[] = [];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  while (at < text.length) {
    const [cell, end] = text[at] === '"' ? quotedCell(text, at + 1) : plainCell(text, at);
    row.push(cell);
    if (text[end] === ",") at = end + 1;
    else if (text.startsWith("\r\n", end)) {
      rows.push(row);
      row = [];
      at = end + 2;
    } else throw new Error(`neither a comma nor the line's end at ${end}: ${JSON.stringify(text.slice(end, end + 20))}`);
  }
  if (row.length > 0) throw new Error("the last line has no end");
  return rows;
}

function plainCell(text: string, from: number): [string | null, number] {
  let end = from;
  while (end < text.length && !',"\r\n'.includes(text[end] as string)) end++;
  return [end === from ? null : text.slice(from, end), end];
}

function quotedCell(text: string, from: number): [string, number] {
  for (let end = text.indexOf('"', from); end >= 0; end = text.indexOf('"', end + 2)) {
    if (text[end + 1] !== '"') return [text.slice(from, end).replaceAll('""', '"'), end + 1];
  }
  throw new Error(`the quote at ${from} has no end`);
}

/** The lines below the head, by the head's names. */
export function csvRecords(text: string): Record<string, string | null>[] {
  const [head = [], ...rows] = parseCsv(text);
  return rows.map((row) => {
    if (row.length !== head.length) throw new Error(`${row.length} cells below ${head.length} names`);
    return Object.fromEntries(head.map((name, i) => [name, row[i] as string | null]));
  });
}
