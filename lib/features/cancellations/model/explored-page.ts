import type { Page } from "#lib/core/pagination.ts";
import type { Cancellation } from "./cancellation.ts";

/** Beyond this a total is only "10,000+": nobody reads so many, and counting them all would cost more than the page. */
export const TOTAL_CAP = 10_000;

/** A page of the explorer. */
export interface ExploredPage extends Page<Cancellation> {
  /** Of all pages; `capped`: there are more than `count`. */
  total: { count: number; capped: boolean };
}
