import type { Metadata } from "next";
import { cache } from "react";
import { LeftOut, NotThere } from "#components/explorer/address-notices.tsx";
import { ExplorerPages } from "#components/explorer/explorer-pages.tsx";
import { NothingFound } from "#components/explorer/nothing-found.tsx";
import { NoSessions } from "#components/sessions/no-sessions.tsx";
import { SessionFilterBar } from "#components/sessions/session-filter-bar.tsx";
import { SessionPanel } from "#components/sessions/session-panel.tsx";
import { SessionTable } from "#components/sessions/session-table.tsx";
import { UnseenNotice } from "#components/sessions/unseen-notice.tsx";
import { CopyLink } from "#components/shell/copy-link.tsx";
import { pageHref } from "#components/shell/navigation.ts";
import { PageMain } from "#components/shell/page-main.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import { SplitView } from "#components/ui/split-view.tsx";
import { may } from "#lib/core/permissions.ts";
import { countUnseenResults } from "#lib/features/cancel-sessions/count-unseen.ts";
import { listCancelSessions } from "#lib/features/cancel-sessions/list.ts";
import { isSessionFiltered, noSessionFilters } from "#lib/features/cancel-sessions/model/session-filters.ts";
import { returnSettings } from "#lib/features/flows/return-settings.ts";
import { listReasons } from "#lib/features/reasons/list.ts";
import { reasonLabels } from "#lib/features/reasons/model/reason-words.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { apiUrl } from "#lib/http/addresses.ts";
import { pageOrFirst } from "#lib/http/explorer.ts";
import { requireReader } from "#lib/http/session.ts";
import { type SessionsAddress, sessionOf, sessionsAddress } from "#lib/http/session-explorer.ts";

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
  return { title: "Sessions" };
}

export default async function SessionsPage(props: Props) {
  const address = await asked(props);
  const { slug, filters, session, hrefOf } = address;
  const { environment } = filters;
  const { ctx } = await openReader(slug, address.self);
  const [profile, reasons, { page, cursor }, opened, unseen, returns] = await Promise.all([
    workspaceProfile({ ctx }),
    listReasons({ ctx }),
    pageOrFirst(address.cursor, (from) => listCancelSessions({ ctx, input: { filters, limit: PAGE_SIZE, cursor: from } })),
    session === null ? null : sessionOf(ctx, environment, session),
    countUnseenResults({ ctx, input: { environment } }),
    returnSettings({ ctx }),
  ]);
  const other = environment === "sandbox" ? "prod" : "sandbox";
  const inOther = { filters: { ...noSessionFilters, environment: other } as const };
  const isEmpty = page.data.length === 0 && cursor === null && !isSessionFiltered(filters);
  const shown = { labels: reasonLabels(reasons), timeZone: profile.timeZone };
  const pageOf = (path: string) => pageHref(slug, path, environment === "sandbox");
  return (
    <PageMain>
      <PageHead
        title="Sessions"
        description="Every run of the hosted cancellation pages: what was shown, what was chosen, and whether you know the outcome."
        actions={!isEmpty && <CopyLink />}
        filters={isEmpty ? undefined : <SessionFilterBar filters={filters} hrefOf={(changed) => hrefOf({ filters: changed })} path={address.path} />}
      />
      {!ctx.workspace.isDemo && (
        <UnseenNotice
          unseen={unseen}
          isSandbox={environment === "sandbox"}
          showHref={hrefOf({ filters: { ...noSessionFilters, environment, result: "unseen" } })}
          webhooksHref={may(ctx, "webhooks.read") ? pageOf("/settings/webhooks") : null}
          docsHref={`${pageOf("/docs")}#verify`}
        />
      )}
      <LeftOut dropped={address.dropped} />
      {session !== null && opened === null && (
        <NotThere noun="session" id={session} environment={environment} other={other} otherHref={hrefOf({ ...inOther, session })} />
      )}
      {isEmpty ? (
        <NoSessions
          environment={environment}
          isDemo={ctx.workspace.isDemo}
          otherHref={hrefOf(inOther)}
          keysHref={may(ctx, "api_keys.manage") ? `/dashboard/${slug}/settings/api-keys` : null}
          docsHref={`${pageOf("/docs")}#hosted`}
          apiUrl={apiUrl()}
          returnUrl={returns.defaultReturnUrl ?? (returns.origins[0] === undefined ? null : `${returns.origins[0]}/`)}
        />
      ) : (
        <SplitView
          panel={
            opened !== null && (
              <SessionPanel
                {...shown}
                currency={profile.currency}
                session={opened}
                closeHref={hrefOf({ filters, cursor })}
                customerHref={opened.userId === null ? null : hrefOf({ filters: { ...noSessionFilters, environment, search: opened.userId } })}
                cancellationHref={
                  opened.opened_at === null
                    ? null
                    : `/dashboard/${slug}/cancellations?${new URLSearchParams({ ...(environment === "sandbox" && { env: environment }), event: opened.session_id })}`
                }
              />
            )
          }
        >
          {page.data.length === 0 ? (
            <NothingFound
              noun="session"
              ids="a session id or a customer id"
              clearHref={hrefOf({ filters: { ...noSessionFilters, environment } })}
              otherHref={hrefOf({ filters: { ...filters, environment: other } })}
              other={other}
            />
          ) : (
            <SessionTable
              {...shown}
              sessions={page.data}
              openedId={opened?.session_id ?? null}
              hrefOf={(id) => hrefOf({ filters, cursor, session: id })}
              isNarrow={opened !== null}
            />
          )}
          <ExplorerPages
            noun="session"
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

async function asked({ params, searchParams }: Props): Promise<SessionsAddress> {
  const { workspace } = await params;
  return sessionsAddress(workspace, await searchParams);
}
