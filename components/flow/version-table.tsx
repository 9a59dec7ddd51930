import { Badge } from "#components/ui/badge.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import type { FlowVersionHead } from "#lib/features/flows/model/flow-state.ts";

interface Props {
  versions: FlowVersionHead[];
  /** What customers see now. */
  current: number | null;
  opened: number | null;
  timeZone: string;
  hrefOf(version: number): string;
}

/** What was published, by whom and when; a row opens what it changed. */
export function VersionTable({ versions, current, opened, timeZone, hrefOf }: Props) {
  const columns: Column<FlowVersionHead>[] = [
    {
      key: "version",
      head: "Version",
      className: "whitespace-nowrap",
      cell: ({ version }) => (
        <span className="inline-flex items-center gap-2">
          <span className="font-medium">{version}</span>
          {version === current && <Badge tone="accent">Published</Badge>}
        </span>
      ),
    },
    {
      key: "at",
      head: "Published",
      cell: ({ publishedAt, note }) => (
        <>
          <span className="whitespace-nowrap">
            <Time at={publishedAt} timeZone={timeZone} />
          </span>
          {note !== null && (
            <span dir="auto" className="block wrap-anywhere text-muted md:hidden">
              {note}
            </span>
          )}
        </>
      ),
    },
    { key: "by", head: "By", from: "sm", className: "wrap-anywhere", cell: ({ publishedBy }) => publishedBy ?? "an operator" },
    { key: "note", head: "Note", from: "md", className: "wrap-anywhere", cell: ({ note }) => <span dir="auto">{note ?? ""}</span> },
  ];
  return (
    <Table
      caption="Versions"
      columns={columns}
      rows={versions}
      rowKey={({ version }) => String(version)}
      rowHref={({ version }) => hrefOf(version)}
      selectedKey={opened === null ? null : String(opened)}
      flush
      empty={<p className="px-5 py-6 text-muted">Nothing was published yet. What you publish stays here, and can become the draft again.</p>}
    />
  );
}
