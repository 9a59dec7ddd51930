import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import { overview } from "#lib/features/analytics/overview.ts";
import { updateWorkspace } from "#lib/features/workspaces/update.ts";
import { type StoredEvent, storeEvents } from "#lib/testing/stored-events.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** Whatever is stored, the overview says what a plain count over the events says, which asks no database and knows no SQL. */

const RUNS = process.env.TEST_FULL ? 400 : 30;
const DAY = 86_400_000;
const ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata", "Pacific/Auckland"] as const;

/** Noons around both changes of the clock in 2026. */
const nows = fc.integer({ min: 0, max: 270 }).map((day) => Date.UTC(2026, 2, 1, 12) + day * DAY);
const events = fc.array(
  fc.record({
    // Ages in quarters of an hour, so that many lie on midnights, up to 70 days and a little ahead.
    age: fc.oneof(
      fc.integer({ min: -40, max: 70 * 96 }),
      fc.integer({ min: 0, max: 70 }).map((days) => days * 96 + 48),
    ),
    outcome: fc.constantFrom("pending", "churned", "recovered", "abandoned"),
    environment: fc.constantFrom("prod", "prod", "prod", "sandbox"),
    userId: fc.constantFrom("a", "b", "c", null),
    reasonKey: fc.constantFrom("other", "not_using", "too_expensive", null),
    offer: fc.constantFrom("none", "discount", "pause"),
    accepted: fc.boolean(),
    mrr: fc.constantFrom(null, 0, 9.99, 100, 1e9),
  }),
  { maxLength: 60 },
);

describe("overview", () => {
  it("says what a plain count says", { timeout: 1_800_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(nows, fc.constantFrom(...ZONES), fc.boolean(), fc.constantFrom(4, 8), events, async (now, timeZone, running, weeks, made) => {
        const stored = made.map(({ age, ...event }): StoredEvent => {
          return { ...event, occurredAt: now - age * 900_000, accepted: event.accepted && event.offer !== "none" } as StoredEvent;
        });
        const { ctx, mergeReason } = await makeWorkspace({ clock: fixedClock(now) });
        await updateWorkspace({ ctx, input: { timeZone } });
        await mergeReason("not_using", "other");
        await storeEvents(ctx.workspace.id, stored);
        const answer = await overview({ ctx, input: { period: { weeks: weeks as 4 | 8, running }, chartWeeks: 9 } });
        const all = stored.filter(({ environment }) => environment === "prod").map((event) => ({ ...event, wall: wallTime(event.occurredAt, timeZone) }));
        compare(answer, all, { now: wallTime(now, timeZone), at: now, running, weeks });
      }),
      { numRuns: RUNS },
    );
  });
});

type Event = StoredEvent & { wall: number };
type Answer = Awaited<ReturnType<typeof overview>>;

/** What a clock on the wall shows, as if it were UTC. */
function wallTime(at: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", { timeZone, dateStyle: "short", timeStyle: "medium", hourCycle: "h23" }).formatToParts(at);
  const part = (type: string) => Number(parts.find((found) => found.type === type)?.value);
  return Date.UTC(2000 + part("year"), part("month") - 1, part("day"), part("hour"), part("minute"), part("second"));
}

function mondayBefore(wall: number): number {
  const midnight = wall - (((wall % DAY) + DAY) % DAY);
  return midnight - ((new Date(midnight).getUTCDay() + 6) % 7) * DAY;
}

function compare(answer: Answer, all: Event[], { now, at, running, weeks }: { now: number; at: number; running: boolean; weeks: number }): void {
  const length = weeks * 7 * DAY;
  const to = mondayBefore(now) + (running ? 7 * DAY : 0);
  const within = (from: number, end: number) => all.filter(({ wall }) => wall >= from && wall < end);
  const current = within(to - length, to);
  expect(answer.figures).toEqual(expected(current, all));
  const first = Math.min(...all.map(({ wall }) => wall));
  expect(answer.before === null).toBe(!(first < to - 2 * length));
  if (answer.before !== null) expect(answer.before).toEqual(expected(within(to - 2 * length, Math.min(to - length, now - length)), all));
  expect(answer.weeks.map(({ recovered, churned, abandoned, pending }) => [recovered, churned, abandoned, pending])).toEqual(
    Array.from({ length: 9 }, (_, week) => {
      const monday = mondayBefore(now) - (8 - week) * 7 * DAY;
      return (["recovered", "churned", "abandoned", "pending"] as const).map(
        (outcome) => within(monday, monday + 7 * DAY).filter((event) => event.outcome === outcome).length,
      );
    }),
  );
  const keyOf = ({ reasonKey }: Event) => (reasonKey === "not_using" ? "other" : (reasonKey ?? null));
  expect(Object.fromEntries(answer.reasons.filter(({ count }) => count > 0).map(({ key, count }) => [key, count]))).toEqual(
    Object.fromEntries(
      ["other", "too_expensive", null].map((key) => [key, current.filter((event) => keyOf(event) === key).length]).filter(([, count]) => count !== 0),
    ),
  );
  const ages = all.filter(({ outcome }) => outcome === "pending").map(({ occurredAt }) => Math.floor((at - occurredAt) / DAY));
  expect(answer.atRisk.bands.map((band) => band.events)).toEqual([
    ages.filter((age) => age <= 7).length,
    ages.filter((age) => age > 7 && age <= 30).length,
    ages.filter((age) => age > 30).length,
  ]);
}

function expected(events: Event[], all: Event[]): unknown {
  const of = (...outcomes: string[]) => events.filter(({ outcome }) => outcomes.includes(outcome));
  const accepted = events.filter((event) => event.accepted);
  const money = (some: Event[]) => {
    const amounts = some.flatMap(({ mrr }) => mrr ?? []);
    return {
      sum: expect.closeTo(
        amounts.reduce((sum, amount) => sum + amount, 0),
        4,
      ),
      events: amounts.length,
    };
  };
  const rate = (x: number, n: number) => expect.objectContaining({ x, n, value: n === 0 ? null : x / n });
  const cameAgain = (event: Event) =>
    all.some((later) => later.userId === event.userId && later.occurredAt > event.occurredAt && later.occurredAt <= event.occurredAt + 30 * DAY);
  const [r, c, b, p] = ["recovered", "churned", "abandoned", "pending"].map((outcome) => of(outcome).length) as [number, number, number, number];
  const kept = (offer: string) => of("recovered").filter((event) => (event.accepted ? event.offer : "none") === offer);
  const shown = events.filter(({ offer }) => offer !== "none");
  return {
    attempts: events.length,
    customers: new Set(events.flatMap(({ userId }) => userId ?? [])).size,
    withoutUserId: events.filter(({ userId }) => userId === null).length,
    recovered: r,
    churned: c,
    abandoned: b,
    pending: p,
    decided: r + c,
    decidedShare: events.length === 0 ? null : (r + c) / events.length,
    isImmature: (r + c) / events.length < 0.8,
    saveRate: rate(r, r + c),
    saveRateBounds: r + c + p === 0 ? null : { low: r / (r + c + p), high: (r + p) / (r + c + p) },
    deflectionRate: rate(r + b, r + c + b),
    abandonmentRate: rate(of("abandoned").filter((event) => event.userId === null || !cameAgain(event)).length, r + c + b),
    offerShownRate: rate(shown.length, events.length),
    acceptanceRate: rate(accepted.length, shown.length),
    offerSaveRate: rate(
      accepted.filter(({ outcome }) => outcome === "recovered").length,
      accepted.filter(({ outcome }) => outcome === "recovered" || outcome === "churned").length,
    ),
    lostMrr: money(of("churned")),
    recoveredMrr: money(of("recovered")),
    recoveredMrrBy: { noOffer: money(kept("none")), discount: money(kept("discount")), pause: money(kept("pause")) },
    mrrCoverage: rate(events.filter(({ mrr }) => mrr !== null).length, events.length),
  };
}
