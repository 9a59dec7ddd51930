import type { Metadata } from "next";
import { cache } from "react";
import { Locked } from "#components/billing/locked.tsx";
import { CancellationPanel } from "#components/cancellations/cancellation-panel.tsx";
import { CancellationTable } from "#components/cancellations/cancellation-table.tsx";
import { FilterBar } from "#components/cancellations/filter-bar.tsx";
import { NoCancellations } from "#components/cancellations/no-cancellations.tsx";
import { LeftOut, NotThere } from "#components/explorer/address-notices.tsx";
import { ExplorerPages } from "#components/explorer/explorer-pages.tsx";
import { ExportLink } from "#components/explorer/export-link.tsx";
import { NothingFound } from "#components/explorer/nothing-found.tsx";
import { CopyLink } from "#components/shell/copy-link.tsx";
import { PageMain } from "#components/shell/page-main.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { SplitView } from "#components/ui/split-view.tsx";
import { may } from "#lib/core/permissions.ts";
import { wayToPlans } from "#lib/features/billing/way-to-plans.ts";
import { exploreCancellations } from "#lib/features/cancellations/explore.ts";
import { isFiltered, noFilters } from "#lib/features/cancellations/model/filters.ts";
import { planHas } from "#lib/features/plans/model/plan-table.ts";
import { listReasons } from "#lib/features/reasons/list.ts";
import { reasonLabels, sampleReasonKey } from "#lib/features/reasons/model/reason-words.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { apiUrl } from "#lib/http/addresses.ts";
import { type ExplorerAddress, eventOf, explorerAddress, exportHref, pageOrFirst, recentDays } from "#lib/http/explorer.ts";
import { demoSlug, requireReader } from "#lib/http/session.ts";

const PAGE_SIZE = 50;

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Once a request, for the title and the page. */
const openReader = cache(requireReader);

/** A workspace that is not there has no title of its own: the page answers 404. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const { slug, self } = await asked(props);
  await openReader(slug, self);
  return { title: "Cancellations" };
}

export default async function CancellationsPage(props: Props) {
  const address = await asked(props);
  const { slug, filters, event, hrefOf } = address;
  const { environment } = filters;
  const { ctx } = await openReader(slug, address.self);
  const [profile, reasons, { page, cursor }, opened, demo] = await Promise.all([
    workspaceProfile({ ctx }),
    listReasons({ ctx }),
    pageOrFirst(address.cursor, (from) => exploreCancellations({ ctx, input: { filters, limit: PAGE_SIZE, cursor: from } })),
    event === null ? null : eventOf(ctx, environment, event),
    demoSlug(),
  ]);
  const now = ctx.clock.now();
  const other = environment === "sandbox" ? "prod" : "sandbox";
  const labels = reasonLabels(reasons);
  const isEmpty = page.data.length === 0 && cursor === null && !isFiltered(filters);
  const shown = { labels, currency: profile.currency, timeZone: profile.timeZone, now };
  return (
    <PageMain>
      <PageHead
        title="Cancellations"
        description="Every attempt to cancel, with its whole history."
        actions={
          !isEmpty && (
            <>
              {page.total.count > 0 && may(ctx, "cancellations.export") && (
                <ExportLink href={exportHref(slug, filters)} noun="cancellation" total={page.total} />
              )}
              <CopyLink />
            </>
          )
        }
        filters={
          isEmpty ? undefined : (
            <FilterBar
              filters={filters}
              reasons={reasons.filter(({ mergedInto }) => mergedInto === null)}
              labels={labels}
              currency={profile.currency}
              recentDays={recentDays(now, profile.timeZone)}
              hrefOf={(changed) => hrefOf({ filters: changed })}
              path={address.path}
            />
          )
        }
      />
      <LeftOut dropped={address.dropped} />
      {event !== null && opened === null && (
        <NotThere
          noun="event"
          id={event}
          environment={environment}
          other={other}
          otherHref={hrefOf({ filters: { ...noFilters, environment: other }, event })}
        />
      )}
      {isEmpty ? (
        <NoCancellations
          environment={environment}
          isDemo={ctx.workspace.isDemo}
          otherHref={hrefOf({ filters: { ...noFilters, environment: other } })}
          demoHref={demo === null ? null : `/dashboard/${demo}/cancellations`}
          keysHref={may(ctx, "api_keys.manage") ? `/dashboard/${slug}/settings/api-keys` : null}
          apiUrl={apiUrl()}
          reasonKey={sampleReasonKey(reasons)}
          locked={planHas(ctx.workspace.plan, "custom_api") ? null : <Locked features={["custom_api"]} slug={slug} way={wayToPlans({ ctx })} />}
        />
      ) : (
        <SplitView
          panel={
            opened !== null && (
              <CancellationPanel
                {...shown}
                cancellation={opened}
                closeHref={hrefOf({ filters, cursor })}
                sessionHref={
                  opened.source === "hosted"
                    ? `/dashboard/${slug}/sessions?${new URLSearchParams({ ...(environment === "sandbox" && { env: environment }), session: opened.eventId })}`
                    : null
                }
                customerHref={opened.userId === null ? null : hrefOf({ filters: { ...noFilters, environment, search: opened.userId } })}
              />
            )
          }
        >
          {page.data.length === 0 ? (
            <NothingFound
              noun="cancellation"
              ids="an event id, a customer id, or a RetentBase id"
              clearHref={hrefOf({ filters: { ...noFilters, environment } })}
              otherHref={hrefOf({ filters: { ...filters, environment: other } })}
              other={other}
            />
          ) : (
            <CancellationTable
              {...shown}
              cancellations={page.data}
              openedId={opened?.id ?? null}
              hrefOf={(eventId) => hrefOf({ filters, cursor, event: eventId })}
              isNarrow={opened !== null}
            />
          )}
          <ExplorerPages
            noun="cancellation"
            shown={page.data.length}
            total={page.total}
            latestHref={cursor === null ? null : hrefOf({ filters })}
            olderHref={page.nextCursor === null ? null : hrefOf({ filters, cursor: page.nextCursor })}
          />
        </SplitView>
      )}
    </PageMain>
  );
}

async function asked({ params, searchParams }: Props): Promise<ExplorerAddress> {
  const { workspace } = await params;
  return explorerAddress(workspace, await searchParams);
}
