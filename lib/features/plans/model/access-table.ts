import type { Access } from "#lib/core/context.ts";

/** In the order in which a workspace may meet them. */
export const accessStates = ["trialing", "active", "past_due", "read_only"] as const satisfies readonly Access[];

interface AccessRow {
  what: string;
  /** The states in which it is refused, with 402 where it is a call of the API; empty: it always works. */
  refusedIn: readonly Access[];
}

/** What works in which access state, of that which the plan holds; the docs show it. */
export const accessTable: readonly AccessRow[] = [
  { what: "New cancellations: `POST /cancellations`", refusedIn: ["read_only"] },
  { what: "New cancel links: `POST /cancel-link`", refusedIn: ["read_only"] },
  { what: "A retry of a cancellation that is stored, or of a link under its `Idempotency-Key`", refusedIn: [] },
  { what: "Outcomes of stored cancellations: `PATCH /cancellations/{eventId}`", refusedIn: [] },
  { what: "Links that were made and cancel sessions that are open, to their end", refusedIn: [] },
  { what: "Results: `POST /result-tokens/verify` and webhooks", refusedIn: [] },
  { what: "Every reading call, and the dashboard with its export as CSV", refusedIn: [] },
];
