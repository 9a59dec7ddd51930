import type { Metadata } from "next";
import Link from "next/link";
import { cache } from "react";
import { CancellationTable } from "#components/cancellations/cancellation-table.tsx";
import { NoCancellations } from "#components/cancellations/no-cancellations.tsx";
import { PageMain } from "#components/shell/page-main.tsx";
import { PageHead } from "#components/ui/page-head.tsx";
import type { WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import type { Page } from "#lib/core/pagination.ts";
import { getCancellation } from "#lib/features/cancellations/get.ts";
import { listCancellations } from "#lib/features/cancellations/list.ts";
import type { Cancellation, CancellationWithHistory } from "#lib/features/cancellations/model/cancellation.ts";
import { planHas } from "#lib/features/plans/model/plan-table.ts";
import { listReasons } from "#lib/features/reasons/list.ts";
import { workspaceProfile } from "#lib/features/workspaces/profile.ts";
import { apiUrl } from "#lib/http/addresses.ts";
import { requireReader } from "#lib/http/session.ts";

interface Props {
  params: Promise<{ workspace: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

const PAGE_SIZE = 25;

/** Opened once a request, for the title and the page. */
const openReader = cache(requireReader);

/** A workspace that is not there has no title of its own: the page answers 404. */
export async function generateMetadata(props: Props): Promise<Metadata> {
  const { slug, self } = await askedFor(props);
  await openReader(slug, self);
  return { title: "Cancellations" };
}

export default async function CancellationsPage(props: Props) {
  const { slug, environment, cursor, event, address, self } = await askedFor(props);
  const other = environment === "sandbox" ? "prod" : "sandbox";
  const { ctx } = await openReader(slug, self);
  const [profile, reasons, page, opened] = await Promise.all([
    workspaceProfile({ ctx }),
    listReasons({ ctx }),
    pageOf(ctx, environment, cursor),
    event === undefined ? null : eventOf(ctx, environment, event),
  ]);
  const labels = Object.fromEntries(reasons.map(({ key, label }) => [key, label]));
  const merged = Object.fromEntries(reasons.flatMap(({ key, mergedInto }) => (mergedInto === null ? [] : [[key, labels[mergedInto] ?? mergedInto]])));
  // An event opened by its address may stand on another page of the list.
  const rows = opened === null || page.data.some((row) => row.id === opened.id) ? page.data : [opened, ...page.data];

  return (
    <PageMain>
      <PageHead title="Cancellations" description="Who tried to cancel, why, and how it ended." />
      {ctx.workspace.isDemo && <p className="notice">This is the public demo: made-up data, read only.</p>}
      {ctx.workspace.access === "read_only" && (
        <p className="notice">This workspace is read-only. What is stored stays readable; new cancellations are refused.</p>
      )}
      {event !== undefined && opened === null && (
        <div className="notice" role="status">
          <p style={{ overflowWrap: "anywhere" }}>
            There is no event with the id <code dir="auto">{event.length > 255 ? `${event.slice(0, 255)}…` : event}</code> in {environment}.
          </p>
          <p>
            <Link href={address({ event }, other)} prefetch={false}>
              Look for it in {other}
            </Link>{" "}
            or <Link href={address({})}>see the latest cancellations</Link>.
          </p>
        </div>
      )}
      {rows.length === 0 ? (
        <NoCancellations
          environment={environment}
          slug={slug}
          isDemo={ctx.workspace.isDemo}
          otherHref={address({}, other)}
          apiUrl={apiUrl()}
          hasCustomApi={planHas(ctx.workspace.plan, "custom_api")}
        />
      ) : (
        <div className="panel">
          <CancellationTable
            cancellations={rows}
            opened={opened}
            reasons={{ ...labels, ...merged }}
            currency={profile.currency}
            timeZone={profile.timeZone}
            hrefOf={(eventId) => address({ ...(cursor && { cursor }), ...(eventId !== null && { event: eventId }) })}
          />
        </div>
      )}
      {(cursor !== undefined || page.nextCursor !== null) && (
        <nav className="pager" aria-label="Pages">
          {cursor === undefined ? <span /> : <Link href={address({})}>Newest</Link>}
          {page.nextCursor !== null && (
            <Link href={address({ cursor: page.nextCursor })} prefetch={false}>
              Older
            </Link>
          )}
        </nav>
      )}
    </PageMain>
  );
}

/** What the address asks for. `address` builds one of this page, in this environment or another; `self` is this very one. */
async function askedFor({ params, searchParams }: Props) {
  const { workspace: slug } = await params;
  const asked = await searchParams;
  const text = (name: string) => (typeof asked[name] === "string" ? asked[name] : undefined);
  const environment: Cancellation["environment"] = text("env") === "sandbox" ? "sandbox" : "prod";
  const path = `/dashboard/${slug}/cancellations`;
  const cursor = text("cursor");
  const event = text("event");
  const address = (change: { cursor?: string; event?: string }, of = environment) => {
    const query = new URLSearchParams();
    if (of === "sandbox") query.set("env", "sandbox");
    for (const [name, value] of Object.entries(change)) query.set(name, value);
    return query.size === 0 ? path : `${path}?${query}`;
  };
  return { slug, environment, cursor, event, path, address, self: address({ ...(cursor && { cursor }), ...(event && { event }) }) };
}

/** A cursor from an address can be anything; one that is not ours shows the newest page. */
async function pageOf(ctx: WorkspaceContext, environment: Cancellation["environment"], cursor: string | undefined): Promise<Page<Cancellation>> {
  try {
    return await listCancellations({ ctx, input: { environment, limit: PAGE_SIZE, cursor } });
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== "validation_failed") throw error;
    return listCancellations({ ctx, input: { environment, limit: PAGE_SIZE } });
  }
}

async function eventOf(ctx: WorkspaceContext, environment: Cancellation["environment"], eventId: string): Promise<CancellationWithHistory | null> {
  // Beyond what the API takes there is nothing to look for; hosted sessions' ids are refused there, but are events too.
  if (eventId === "" || eventId.length > 1_000 || /\p{Cc}/u.test(eventId)) return null;
  try {
    return await getCancellation({ ctx, input: { environment, eventId } });
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}
