import type { Metadata } from "next";
import { AuditFilters } from "#components/audit/audit-filters.tsx";
import { auditFilters, auditHref, auditQuery } from "#components/audit/audit-href.ts";
import { AuditTable } from "#components/audit/audit-table.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { Card } from "#components/ui/card.tsx";
import { CursorPager } from "#components/ui/cursor-pager.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { listAuditEntries } from "#lib/features/audit/list.ts";
import type { AuditListInput } from "#lib/features/audit/model/audit-entry.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { requireReader } from "#lib/http/session.ts";

export const metadata: Metadata = { title: "Audit log" };

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export default async function AuditLogPage({ params, searchParams }: Props) {
  const { workspace: slug } = await params;
  const asked = await searchParams;
  const filters = auditFilters(asked);
  const cursor = typeof asked.cursor === "string" ? asked.cursor : undefined;
  const path = `/dashboard/${slug}/settings/audit-log${asked.env === "sandbox" ? "?env=sandbox" : ""}`;
  const { ctx } = await requireReader(slug, auditHref(path, filters, cursor), "audit.read");
  const [page, { timeZone }] = await Promise.all([pageOf(ctx, { ...auditQuery(filters), cursor }), workspaceProfile({ ctx })]);
  return (
    <>
      <PageHead
        title="Audit log"
        description={`Who changed the configuration, and when. Times are those of ${timeZone}.`}
        filters={<AuditFilters path={path} filters={filters} />}
      />
      {page.data.length === 0 ? (
        <Card>
          <EmptyState title="Nothing matches" action={<ButtonLink href={path}>Show everything</ButtonLink>}>
            No change of the configuration fits these filters. Outcomes and cancellations are not configuration: they have a history of their own.
          </EmptyState>
        </Card>
      ) : (
        <AuditTable entries={page.data} timeZone={timeZone} />
      )}
      <CursorPager
        latestHref={cursor === undefined ? null : auditHref(path, filters)}
        olderHref={page.nextCursor === null ? null : auditHref(path, filters, page.nextCursor)}
      />
    </>
  );
}

/** A cursor from an address can be anything; one that is not ours shows the newest page. */
async function pageOf(ctx: WorkspaceContext, { cursor, ...filters }: AuditListInput) {
  try {
    return await listAuditEntries({ ctx, input: { ...filters, cursor } });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "validation_failed") throw error;
    return listAuditEntries({ ctx, input: filters });
  }
}
