import type { Metadata } from "next";
import Link from "next/link";
import { CheckCard } from "#components/health/check-card.tsx";
import { JobRunsTable } from "#components/health/job-runs-table.tsx";
import { StateBadge } from "#components/health/state-badge.tsx";
import { PageMain } from "#components/shell/page-main.tsx";
import { Topbar } from "#components/shell/topbar.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { Time } from "#components/ui/time.tsx";
import { checkNames } from "#lib/features/health/model/report.ts";
import { currentHealth } from "#lib/http/health.ts";
import { requireOperator } from "#lib/http/operator.ts";

export const metadata: Metadata = { title: "Health", robots: { index: false } };

/** The same report as GET /api/health?deep=1, for those whom OPERATORS names; 404 for everybody else. */
export default async function OperatorPage() {
  const user = await requireOperator();
  const { status, checkedAt, tookMs, checks } = await currentHealth();
  return (
    <>
      <Topbar email={user.email} />
      <PageMain>
        <PageHead
          title="Health of this installation"
          description={
            <>
              <StateBadge state={status} /> Looked at on <Time at={checkedAt} timeZone="UTC" /> UTC, in {tookMs} ms, by the process that made this page.
            </>
          }
          actions={
            <>
              <a href="/operator">Look again</a>
              <Link href="/dashboard">Back to the dashboard</Link>
            </>
          }
        />
        <div className="-mb-5 gap-5 md:columns-2">
          {checkNames.map((name) => (
            <div key={name} className="break-inside-avoid pb-5">
              <CheckCard name={name} check={checks[name]} />
            </div>
          ))}
        </div>
        <JobRunsTable runs={checks.jobs.runs} />
      </PageMain>
    </>
  );
}
