import type Stripe from "stripe";
import { noSuch } from "./errors.ts";
import { hash, integer, type Param, text, timestamp, withDefault } from "./params.ts";

/** docs.stripe.com/api/pagination. */
export const pageParams = {
  limit: withDefault(integer({ min: 1, max: 100 }), 10),
  starting_after: text(),
  ending_before: text(),
};

interface Page {
  limit: number;
  starting_after?: string;
  ending_before?: string;
}

/**
 * One page of what is given newest first, and no more of it read than the page needs.
 * @param kind Stripe's word for it, for a cursor that is of no such object
 */
export function pageOf<T extends { id: string }>(
  items: Iterable<T>,
  page: Page,
  list: { url: string; kind: string; exists: (id: string) => boolean },
): Stripe.ApiList<T> {
  const { limit, starting_after: after, ending_before: before } = page;
  for (const [param, cursor] of [["starting_after", after] as const, ["ending_before", before] as const]) {
    if (cursor !== undefined && !list.exists(cursor)) throw noSuch(list.kind, cursor, param);
  }
  const found = before === undefined ? following(items, after, limit + 1) : preceding(items, before, limit + 1);
  const hasMore = found.length > limit;
  const data = before === undefined ? found.slice(0, limit) : found.slice(-limit);
  return { object: "list", data, has_more: hasMore, url: list.url };
}

function following<T extends { id: string }>(items: Iterable<T>, after: string | undefined, count: number): T[] {
  const found: T[] = [];
  let passed = after === undefined;
  for (const item of items) {
    if (passed) found.push(item);
    else passed = item.id === after;
    if (found.length === count) break;
  }
  return found;
}

function preceding<T extends { id: string }>(items: Iterable<T>, before: string, count: number): T[] {
  const found: T[] = [];
  for (const item of items) {
    if (item.id === before) break;
    found.push(item);
  }
  return found.slice(-count);
}

export interface Range {
  gt?: number;
  gte?: number;
  lt?: number;
  lte?: number;
}

/** A filter by time: `created=5` or `created[gte]=5`. */
export function range(): Param<Range> {
  const bounds = hash({ gt: timestamp(), gte: timestamp(), lt: timestamp(), lte: timestamp() });
  return {
    read(raw, name) {
      if (typeof raw !== "string") return bounds.read(raw, name);
      const at = timestamp().read(raw, name);
      return { gte: at, lte: at };
    },
  };
}

export function within(range: Range | undefined, at: number): boolean {
  if (range === undefined) return true;
  const { gt = -1, gte = 0, lt = Number.MAX_SAFE_INTEGER, lte = Number.MAX_SAFE_INTEGER } = range;
  return at > gt && at >= gte && at < lt && at <= lte;
}

export function* filter<T>(items: Iterable<T>, keep: (item: T) => boolean): Generator<T> {
  for (const item of items) if (keep(item)) yield item;
}
