import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { hasControlCharacter } from "#lib/core/plain-text.ts";
import { addDays, dayOf } from "#lib/core/time-range.ts";
import { getCancellation } from "#lib/features/cancellations/get.ts";
import type { CancellationWithHistory } from "#lib/features/cancellations/model/cancellation.ts";
import { type CancellationFilters, type DroppedFilter, parseFilters, printFilters } from "#lib/features/cancellations/model/filters.ts";

type Query = Record<string, string | string[] | undefined>;

/** What the address of the list of cancellations asks for. */
export interface ExplorerAddress {
  slug: string;
  /** The page without its query. */
  path: string;
  filters: CancellationFilters;
  dropped: DroppedFilter[];
  cursor: string | null;
  /** eventId of the one that is open. */
  event: string | null;
  /** An address of this page. */
  hrefOf(to: { filters: CancellationFilters; cursor?: string | null; event?: string | null }): string;
  /** This very address. */
  self: string;
}

/** Reads an address; what means nothing is dropped and told. */
export function explorerAddress(slug: string, query: Query): ExplorerAddress {
  const path = `/dashboard/${slug}/cancellations`;
  const { filters, dropped } = parseFilters(query);
  const text = (name: string) => (typeof query[name] === "string" && query[name] !== "" ? query[name] : null);
  const hrefOf: ExplorerAddress["hrefOf"] = (to) => {
    const printed = new URLSearchParams(printFilters(to.filters));
    if (to.cursor) printed.set("cursor", to.cursor);
    if (to.event) printed.set("event", to.event);
    return printed.size === 0 ? path : `${path}?${printed}`;
  };
  const cursor = text("cursor");
  const event = text("event");
  return { slug, path, filters, dropped, cursor, event, hrefOf, self: hrefOf({ filters, cursor, event }) };
}

/** Address of the file with all that fits the filters. */
export function exportHref(slug: string, filters: CancellationFilters): string {
  const printed = new URLSearchParams(printFilters(filters));
  return `/dashboard/${slug}/cancellations/export${printed.size === 0 ? "" : `?${printed}`}`;
}

/** A cursor from an address can be anything; with one that is not ours the first page is asked for. @returns the page, and the cursor it was asked with. */
export async function pageOrFirst<Page>(
  cursor: string | null,
  load: (cursor: string | undefined) => Promise<Page>,
): Promise<{ page: Page; cursor: string | null }> {
  try {
    return { page: await load(cursor ?? undefined), cursor };
  } catch (error) {
    if (cursor === null || !(error instanceof DomainError) || error.code !== "validation_failed") throw error;
    return { page: await load(undefined), cursor: null };
  }
}

/** The event of an address, or null when there is none. @throws DomainError unavailable */
export async function eventOf(ctx: WorkspaceContext, environment: Environment, eventId: string): Promise<CancellationWithHistory | null> {
  // Beyond what the API takes there is nothing to look for; hosted sessions' ids are refused there, but are events too.
  if (eventId.length > 1_000 || hasControlCharacter(eventId)) return null;
  try {
    return await getCancellation({ ctx, input: { environment, eventId } });
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}

/** First days of the last week, four weeks and thirteen weeks, today included. @param now ms since 1970 */
export function recentDays(now: number, timeZone: string): { label: string; from: string }[] {
  const back = (days: number) => addDays(dayOf(now, timeZone), 1 - days);
  return [
    { label: "Last 7 days", from: back(7) },
    { label: "Last 4 weeks", from: back(28) },
    { label: "Last 13 weeks", from: back(91) },
  ];
}
