import { permissions } from "#lib/core/permissions.ts";
import { exportColumns } from "#lib/features/cancellations/model/export-file.ts";
import { Section } from "./section.tsx";

/** The file that the page of cancellations hands out: who may have it, and how it is to be read. */
export function ExportGuide() {
  return (
    <Section id="export" title="Export as CSV">
      <p>
        <strong>Export CSV</strong> on the page Cancellations downloads what the page lists, all of its pages: environment and filters go along. It takes the
        role {permissions["cancellations.export"]} or above, works on every plan and in every access state, and stands in the audit log with what was chosen and
        how many rows it had. Your own programs read the same with <code>GET /cancellations</code> (plan Advanced), page by page.
      </p>
      <p>
        The columns: {exportColumns.map((name, i) => [i > 0 && ", ", <code key={name}>{name}</code>])}. They are the fields of the cancellation as the API
        answers it, and <code>reasonLabel</code>, the reason in words, a merged one in those of its target.
      </p>
      <ul className="m-0 grid max-w-prose list-disc gap-1.5 ps-5">
        <li>
          RFC 4180: commas, CRLF, quotes where a cell needs them; UTF-8 with a byte order mark, by which Excel knows it. A text keeps its line breaks. Nothing
          stands for <code>null</code>, <code>""</code> for an empty text.
        </li>
        <li>
          Times are ISO 8601 in UTC, so is the day in the file’s name. <code>context.mrr</code> is in the workspace’s currency, <code>metadata</code> is JSON.
        </li>
        <li>
          A text that a spreadsheet would take for a formula, since it begins with <code>=</code> <code>+</code> <code>-</code> <code>@</code>, a tab or a line
          break, has an apostrophe in front; so has one that begins with apostrophes before such a character. Take one away, and you have the text.
        </li>
        <li>
          Where your spreadsheet separates cells by semicolons, import the file as text separated by commas; do not open it by a double click: cut at the wrong
          places, what stands inside a text could become a formula.
        </li>
        <li>
          All rows are as they were at one moment. If the making fails on the way, the download fails: a file that is there is whole. It may take ten minutes
          and must be read without pauses; if that is too little, export some months at a time.
        </li>
      </ul>
    </Section>
  );
}
