import { Badge } from "#components/ui/badge.tsx";
import { type Column, Table } from "#components/ui/table.tsx";
import { Time } from "#components/ui/time.tsx";
import { durationText } from "#lib/features/health/model/figure-words.ts";
import type { HealthChecks } from "#lib/features/health/model/report.ts";

type Run = HealthChecks["jobs"]["runs"][number];

const columns: Column<Run>[] = [
  { key: "name", head: "Job", cell: (run) => run.name, className: "wrap-anywhere" },
  { key: "every", head: "Every", cell: (run) => (run.everySeconds === null ? "as needed" : durationText(run.everySeconds)), from: "sm" },
  { key: "ended", head: "Last run (UTC)", cell: (run) => (run.endedAt === null ? "–" : <Time at={run.endedAt} timeZone="UTC" />) },
  {
    key: "ok",
    head: "Ended",
    cell: (run) => (run.ok === null ? "–" : run.ok ? "well" : <Badge tone="danger">failed</Badge>),
  },
  { key: "error", head: "Error", cell: (run) => run.error ?? "–", className: "wrap-anywhere", from: "md" },
];

/** When each job last ran, and how that ended. */
export function JobRunsTable({ runs }: { runs: Run[] }) {
  return (
    <Table
      caption="The last run of each job"
      columns={columns}
      rows={runs}
      rowKey={({ name }) => name}
      empty={<p className="px-3.5 py-3 text-13 text-muted">Not known.</p>}
    />
  );
}
