import type { Environment, WorkspaceContext } from "#lib/core/context.ts";
import { DomainError } from "#lib/core/errors.ts";
import { inspectCancelSession } from "#lib/features/cancel-sessions/inspect.ts";
import { parseSessionFilters, printSessionFilters, type SessionFilters } from "#lib/features/cancel-sessions/model/session-filters.ts";
import type { SessionDetail } from "#lib/features/cancel-sessions/model/session-list.ts";

/** What the address of the list of sessions asks for. */
export interface SessionsAddress {
  slug: string;
  /** The page without its query. */
  path: string;
  filters: SessionFilters;
  dropped: { name: string; value: string }[];
  cursor: string | null;
  /** Id of the one that is open. */
  session: string | null;
  /** An address of this page. */
  hrefOf(to: { filters: SessionFilters; cursor?: string | null; session?: string | null }): string;
  /** This very address. */
  self: string;
}

/** Reads an address; what means nothing is dropped and told. */
export function sessionsAddress(slug: string, query: Record<string, string | string[] | undefined>): SessionsAddress {
  const path = `/dashboard/${slug}/sessions`;
  const { filters, dropped } = parseSessionFilters(query);
  const text = (name: string) => (typeof query[name] === "string" && query[name] !== "" ? query[name] : null);
  const hrefOf: SessionsAddress["hrefOf"] = (to) => {
    const printed = new URLSearchParams(printSessionFilters(to.filters));
    if (to.cursor) printed.set("cursor", to.cursor);
    if (to.session) printed.set("session", to.session);
    return printed.size === 0 ? path : `${path}?${printed}`;
  };
  const [cursor, session] = [text("cursor"), text("session")];
  return { slug, path, filters, dropped, cursor, session, hrefOf, self: hrefOf({ filters, cursor, session }) };
}

/** The session of an address, or null when there is none. @throws DomainError unavailable */
export async function sessionOf(ctx: WorkspaceContext, environment: Environment, id: string): Promise<SessionDetail | null> {
  try {
    return await inspectCancelSession({ ctx, input: { environment, id } });
  } catch (error) {
    if (error instanceof DomainError && error.code === "not_found") return null;
    throw error;
  }
}
