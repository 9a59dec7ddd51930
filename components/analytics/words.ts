import { moneyText, rateText, tenthText } from "#components/ui/figure-text.ts";
import { DAY_MS } from "#lib/core/clock.ts";
import type { Change } from "#lib/features/analytics/model/change.ts";
import type { Rate } from "#lib/features/analytics/model/rate.ts";

/** Figures of the overview in words. A change is told only when it is more than chance would make. */

const whole = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 0 });

/** "17.6 – 29.9 · 41 of 177": how sure a rate is and what stands behind it. */
export function shareGrounds({ x, n, low, high }: Rate, of = ""): string {
  if (low === null || high === null) return "nothing to count yet";
  return `${tenthText(low * 100)} – ${tenthText(high * 100)} · ${whole(x)} of ${whole(n)}${of === "" ? "" : ` ${of}`}`;
}

/** A sum without false cents: whole from 100 on. */
export function sumText(amount: number, currency: string): string {
  return moneyText(Math.abs(amount) >= 100 ? Math.round(amount) : amount, currency);
}

/** A sum of MRR over `of` events; "not known" where some happened and none of them says its MRR. */
export function knownMoney({ sum, events }: { sum: number; events: number }, of: number, currency: string): string {
  return of > 0 && events === 0 ? "not known" : sumText(sum, currency);
}

/** "5 churned, 1 of them with an MRR": what a sum stands on. */
export function moneyGrounds({ events }: { events: number }, of: number, what: string): string {
  const counted = `${whole(of)} ${what}`;
  return events === of ? counted : `${counted}, ${events === 0 ? "none" : whole(events)} of them with an MRR`;
}

/** Whose attempts they are: "187 customers", and how many attempts do not say. An attempt without a userId is not taken for a customer. */
export function customersText({ customers, withoutUserId }: { customers: number; withoutUserId: number }): string {
  if (customers === 0 && withoutUserId > 0) return "customers not known: no attempt carries a userId";
  const known = `${whole(customers)} ${customers === 1 ? "customer" : "customers"}`;
  return withoutUserId === 0 ? known : `${known}; ${whole(withoutUserId)} ${withoutUserId === 1 ? "attempt" : "attempts"} without a userId`;
}

/** How a count moved: "no clear change (was 201)", "up 24 % (8 – 43), was 168". `change.value` is how many times as much. */
export function countChangeText(change: Change | null, before: number | null): string {
  if (before === null) return "nothing before to compare with";
  if (change === null || change.verdict === "not_clear") return `no clear change (was ${whole(before)})`;
  const percent = (ratio: number) => whole(Math.abs(ratio - 1) * 100);
  const [least, most] = change.verdict === "up" ? [change.low, change.high] : [change.high, change.low];
  return `${change.verdict} ${percent(change.value)} % (${percent(least)} – ${percent(most)}), was ${whole(before)}`;
}

/** How a rate moved: "no clear change (was 25.4 %)", "down 6.1 points (1.2 – 10.8), was 29.3 %". `change.value` is the difference. */
export function rateChangeText(change: Change | null, before: Rate | null): string {
  if (before === null || before.value === null) return "nothing before to compare with";
  if (change === null || change.verdict === "not_clear") return `no clear change (was ${rateText(before.value)})`;
  const points = (difference: number) => tenthText(Math.abs(difference) * 100);
  const [least, most] = change.verdict === "up" ? [change.low, change.high] : [change.high, change.low];
  return `${change.verdict} ${points(change.value)} points (${points(least)} – ${points(most)}), was ${rateText(before.value)}`;
}

/** How a sum moved, in money. */
export function moneyChangeText(change: Change | null, before: number | null, currency: string): string {
  if (before === null) return "nothing before to compare with";
  if (change === null || change.verdict === "not_clear") return `no clear change (was ${sumText(before, currency)})`;
  return `${change.verdict} ${sumText(Math.abs(change.value), currency)}, was ${sumText(before, currency)}`;
}

/** Whether a clear change is good news. */
export function newsOf(change: Change | null, good: "up" | "down"): "good" | "bad" | "none" {
  if (change === null || change.verdict === "not_clear") return "none";
  return change.verdict === good ? "good" : "bad";
}

/** Days as "26 Oct – 22 Nov 2026"; `to` is the first day that is out. */
export function daysText(from: string, to: string): string {
  const last = new Date(Date.parse(`${to}T00:00:00Z`) - DAY_MS);
  const format = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
  // The range comes with thin spaces around its dash, which few fonts draw well.
  return format.formatRange(new Date(`${from}T00:00:00Z`), last).replaceAll("\u2009", " ");
}
