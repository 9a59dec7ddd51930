import type Stripe from "stripe";
import { idOrNull } from "./references.ts";
import type { World } from "./world.ts";

export const HOUR = 3600;
export const DAY = 86_400;

/** Unix seconds at which everything stands that belongs to no test clock. */
export function globalNow(world: World): number {
  return world.playing ?? Math.floor(Date.now() / 1000) + world.clockOffset;
}

/** The same for what belongs to a test clock: it stands until the clock is advanced. */
export function nowAt(world: World, testClock: string | null): number {
  const clock = testClock === null ? undefined : world.testClocks.get(testClock);
  return clock?.frozen_time ?? globalNow(world);
}

export function nowOf(world: World, owner: { test_clock?: string | { id: string } | null }): number {
  return nowAt(world, idOrNull(owner.test_clock));
}

export function clockOfCustomer(world: World, customer: string | null): string | null {
  return customer === null ? null : idOrNull(world.customers.get(customer)?.test_clock);
}

export function nowForCustomer(world: World, customer: string | null): number {
  return nowAt(world, clockOfCustomer(world, customer));
}

type Interval = Stripe.Price.Recurring["interval"];

/**
 * The end of the period that holds `start`, counted from the anchor so that the 31st stays the 31st where a month has one
 * (docs.stripe.com/billing/subscriptions/billing-cycle).
 */
export function periodEnd(anchor: number, start: number, interval: Interval, count: number): number {
  let steps = Math.max(0, Math.floor((start - anchor) / (longestOf(interval) * count)) - 1);
  let end = addIntervals(anchor, interval, count * steps);
  while (end <= start) end = addIntervals(anchor, interval, count * ++steps);
  return end;
}

export function addIntervals(from: number, interval: Interval, count: number): number {
  if (interval === "day") return from + count * DAY;
  if (interval === "week") return from + count * 7 * DAY;
  const date = new Date(from * 1000);
  const months = interval === "year" ? count * 12 : count;
  const day = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(day, lastDay));
  return Math.floor(date.getTime() / 1000);
}

function longestOf(interval: Interval): number {
  if (interval === "day") return DAY;
  if (interval === "week") return 7 * DAY;
  return interval === "year" ? 366 * DAY : 31 * DAY;
}
