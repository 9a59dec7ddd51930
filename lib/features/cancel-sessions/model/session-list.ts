import type { Page } from "#lib/core/pagination.ts";
import type { CancelSession, SessionSummary, StepType } from "./session.ts";

/** Sessions as the dashboard shows them. Times are ISO 8601. */

/** Beyond this a count is only "10,000+": nobody reads so many. */
export const COUNT_CAP = 10_000;

/** How many there are; `capped`: more than `count`. */
export interface CappedCount {
  count: number;
  capped: boolean;
}

/** A session of the list. */
export type ListedSession = SessionSummary & Pick<CancelSession, "result">;

export interface SessionPage extends Page<ListedSession> {
  /** Of all pages. */
  total: CappedCount;
}

/** A step of a session, and how long after the one before it came. */
export interface SessionStep {
  at: string;
  type: StepType;
  /** Whole seconds since the step before; null for the first. */
  seconds: number | null;
  data: Record<string, string | number | boolean | null>;
}

/** One session with all that is known of it. */
export interface SessionDetail extends ListedSession {
  steps: SessionStep[];
  /** Came back within 14 days of another session, so went straight to the confirmation. */
  isReturn: boolean;
  isWithdrawal: boolean;
  /** What the link said. */
  locale: string | null;
  region: string | null;
  customerType: "b2b" | "b2c" | null;
  productName: string | null;
  planName: string | null;
  effectiveAt: string | null;
  /** Whether an address for the receipt is known; the address itself is the customer's. */
  hasEmail: boolean;
  /** The offer that was shown, as its version of the flow words it; null: none was. */
  shownOffer: { id: string; label: string; terms: string } | null;
  /** What a customer of Germany's statutory page filled in. */
  statutory: { kind: "ordinary" | "extraordinary"; cause: string; endsOn: string } | null;
  /** When the version it runs on was published; null: before the first publish, or a trial of the draft. */
  flowPublishedAt: string | null;
}
