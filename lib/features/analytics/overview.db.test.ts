import { describe, expect, it } from "vitest";
import { fixedClock } from "#lib/core/clock.ts";
import type { OverviewInput } from "#lib/features/analytics/model/overview.ts";
import { overview } from "#lib/features/analytics/overview.ts";
import { ingestCancellation } from "#lib/features/cancellations/ingest.ts";
import { updateOutcome } from "#lib/features/cancellations/update-outcome.ts";
import { updateWorkspace } from "#lib/features/workspaces/update.ts";
import { asMember } from "#lib/testing/as-member.ts";
import { type StoredEvent, storeEvents } from "#lib/testing/stored-events.ts";
import { makeWorkspace } from "#lib/testing/workspaces.ts";

/** A workspace in Berlin whose clock stands at `now`, with the given events. */
async function scene(now: string, events: StoredEvent[] = []) {
  const workspace = await makeWorkspace({ clock: fixedClock(now) });
  const { ctx } = workspace;
  await updateWorkspace({ ctx, input: { timeZone: "Europe/Berlin" } });
  await storeEvents(ctx.workspace.id, events);
  return { ...workspace, ask: (input: OverviewInput = {}) => overview({ ctx, input }) };
}

const at = (text: string) => Date.parse(text);
const days = (from: string, n: number) => at(from) + n * 86_400_000;

describe("overview", () => {
  it("is right for a month counted by hand, with the guide's own event: accepted, and yet churned", async () => {
    // The four complete weeks before Wednesday, 15 April 2026 are 16 March to 12 April.
    const { ctx, ask } = await scene("2026-04-15T10:00:00Z", [
      { occurredAt: at("2026-03-16T12:00:00Z"), outcome: "recovered", userId: "a", reasonKey: "other", offer: "discount", accepted: true, mrr: 100 },
      { occurredAt: at("2026-03-17T12:00:00Z"), outcome: "recovered", userId: "b", reasonKey: "other", offer: "pause", accepted: true, mrr: 50.25 },
      { occurredAt: at("2026-03-18T12:00:00Z"), outcome: "recovered", userId: "c", reasonKey: "not_using", offer: "discount", mrr: 10 },
      { occurredAt: at("2026-03-19T12:00:00Z"), outcome: "churned", userId: "d", reasonKey: "too_expensive", mrr: 1 },
      // Comes back within 30 days: no longer counted as abandoned by the rate.
      { occurredAt: at("2026-03-20T12:00:00Z"), outcome: "abandoned", userId: "e", reasonKey: "other", mrr: 7 },
      { occurredAt: at("2026-04-12T12:00:00Z"), outcome: "churned", userId: "e", reasonKey: "other" },
      { occurredAt: at("2026-04-01T12:00:00Z"), outcome: "abandoned", reasonKey: null },
      { occurredAt: at("2026-04-02T12:00:00Z"), outcome: "pending", mrr: 20 },
      // The weeks before.
      { occurredAt: at("2026-02-16T12:00:00Z"), outcome: "churned", userId: "x", reasonKey: "not_using", mrr: 5 },
      { occurredAt: at("2026-03-15T12:00:00Z"), outcome: "pending", userId: "x", reasonKey: "other" },
      { occurredAt: at("2025-12-01T12:00:00Z"), outcome: "recovered", mrr: 9_999 },
      // Neither here nor there: the running week, and sandbox.
      { occurredAt: at("2026-04-14T12:00:00Z"), outcome: "churned", mrr: 1_000 },
      { occurredAt: at("2026-03-18T12:00:00Z"), outcome: "churned", environment: "sandbox", mrr: 3 },
    ]);
    await ingestCancellation({
      ctx,
      input: {
        environment: "prod",
        eventId: "guide",
        userId: "user_456",
        reasonKey: "too_expensive",
        outcome: "churned",
        offer: { type: "discount", accepted: true, label: "20% off for 3 months" },
        context: { plan: "pro_monthly", mrr: 149.5, tenureDays: 412 },
        occurredAt: at("2026-03-30T12:00:00Z"),
      },
    });

    const { figures, before, ...rest } = await ask();
    expect(rest).toMatchObject({
      environment: "prod",
      timeZone: "Europe/Berlin",
      period: { from: "2026-03-16", to: "2026-04-13", days: 28, running: false },
      previous: { from: "2026-02-16", to: "2026-03-16" },
      firstEventAt: "2025-12-01T12:00:00.000Z",
    });
    expect(figures).toMatchObject({
      attempts: 9,
      customers: 6,
      withoutUserId: 2,
      recovered: 3,
      churned: 3,
      abandoned: 2,
      pending: 1,
      decided: 6,
      decidedShare: 6 / 9,
      isImmature: true,
      saveRate: { x: 3, n: 6, value: 0.5 },
      saveRateBounds: { low: 3 / 7, high: 4 / 7 },
      deflectionRate: { x: 5, n: 8 },
      abandonmentRate: { x: 1, n: 8 },
      offerShownRate: { x: 4, n: 9 },
      acceptanceRate: { x: 3, n: 4 },
      offerSaveRate: { x: 2, n: 3 },
      lostMrr: { sum: 150.5, events: 2 },
      recoveredMrr: { sum: 160.25, events: 3 },
      recoveredMrrBy: { noOffer: { sum: 10, events: 1 }, discount: { sum: 100, events: 1 }, pause: { sum: 50.25, events: 1 } },
      mrrCoverage: { x: 7, n: 9 },
    });
    expect(before).toMatchObject({ attempts: 2, customers: 1, saveRate: { x: 0, n: 1 }, lostMrr: { sum: 5, events: 1 }, acceptanceRate: { value: null } });
    expect(rest.changes).toMatchObject({
      // The period has lost an hour to summer time, so it is not quite 4.5 times and 145.5.
      attempts: { value: expect.closeTo((4.5 * 672) / 671, 9), verdict: "up" },
      saveRate: { value: 0.5, verdict: "not_clear" },
      acceptanceRate: null,
      lostMrr: { value: expect.closeTo(150.5 - (5 * 671) / 672, 9), verdict: "not_clear" },
    });
    expect(rest.atRisk).toEqual({
      events: 2,
      mrr: { sum: 20, events: 1 },
      bands: [
        { band: "0-7", events: 0, mrr: { sum: 0, events: 0 } },
        { band: "8-30", events: 2, mrr: { sum: 20, events: 1 } },
        { band: "31+", events: 0, mrr: { sum: 0, events: 0 } },
      ],
    });
    expect(rest.reasons.map(({ key, label, count, before: earlier }) => [key, label, count, earlier?.x])).toEqual([
      ["other", "Other", 4, 1],
      ["too_expensive", "Too expensive", 2, 0],
      [null, null, 2, 0],
      ["not_using", "Not using it enough", 1, 1],
    ]);
    expect(rest.reasons[0]?.share).toMatchObject({ x: 4, n: 9 });
    expect((await ask({ environment: "sandbox" })).figures).toMatchObject({ attempts: 1, lostMrr: { sum: 3 } });
  });

  it("follows an outcome that comes later", async () => {
    const { ctx, ask } = await scene("2026-04-15T10:00:00Z");
    await ingestCancellation({ ctx, input: { environment: "prod", eventId: "e", reasonKey: "other", occurredAt: at("2026-04-14T10:00:00Z") } });
    expect((await ask()).figures).toMatchObject({ pending: 1, saveRate: { value: null } });
    await updateOutcome({ ctx, input: { environment: "prod", eventId: "e", outcome: "recovered" } });
    expect((await ask()).figures).toMatchObject({ pending: 0, saveRate: { x: 1, n: 1 } });
  });

  it("counts weeks of 167 and 169 hours whole, from Monday to Monday in Berlin", async () => {
    // Summer time begins on 29 March 2026 and ends on 25 October 2026.
    for (const { first, week, key, hours } of [
      { first: "2026-03-22T23:00:00Z", week: "2026-03-23", key: "2026-W13", hours: 167 },
      { first: "2026-10-18T22:00:00Z", week: "2026-10-19", key: "2026-W43", hours: 169 },
    ]) {
      const next = at(first) + hours * 3_600_000;
      const { ask } = await scene(new Date(next + 1).toISOString(), [
        { occurredAt: at(first) - 1, outcome: "churned" },
        { occurredAt: at(first), outcome: "recovered" },
        { occurredAt: next - 1, outcome: "recovered" },
        { occurredAt: next, outcome: "pending" },
      ]);
      const { weeks, figures, period } = await ask({ chartWeeks: 3 });
      expect(weeks.map(({ from, running, recovered, churned, pending }) => [from, running, recovered, churned, pending])).toEqual([
        [expect.any(String), false, 0, 1, 0],
        [week, false, 2, 0, 0],
        [expect.any(String), true, 0, 0, 1],
      ]);
      expect(weeks[1]?.week).toBe(key);
      expect([period.running, figures.attempts]).toEqual([false, 3]);
    }
  });

  it("shows the week in which it all began, and says that there is nothing to compare with", async () => {
    const { ask } = await scene("2026-04-15T10:00:00Z", [{ occurredAt: at("2026-04-13T08:00:00Z"), outcome: "churned" }]);
    expect(await ask()).toMatchObject({
      period: { to: "2026-04-20", running: true },
      figures: { attempts: 1 },
      previous: null,
      before: null,
      changes: null,
      reasons: [{ key: null, count: 1, before: null }],
    });
    expect((await ask({ period: { weeks: 4, running: false } })).figures).toMatchObject({ attempts: 0, saveRate: { value: null, low: null, high: null } });
  });

  it("compares a running period with as much of the one before", async () => {
    // Wednesday, 12:00 in Berlin; the week before until its own Wednesday, 12:00.
    const { ask } = await scene("2026-04-15T10:00:00Z", [
      { occurredAt: at("2026-03-01T00:00:00Z"), outcome: "churned" },
      { occurredAt: at("2026-04-08T09:59:59Z"), outcome: "churned" },
      { occurredAt: at("2026-04-08T10:00:00Z"), outcome: "churned" },
      { occurredAt: at("2026-04-15T09:00:00Z"), outcome: "churned" },
    ]);
    const { figures, before } = await ask({ period: { from: "2026-04-13", to: "2026-04-20" } });
    expect([figures.attempts, before?.attempts]).toEqual([1, 1]);
  });

  it("ages what is pending by whole days", async () => {
    const now = "2026-04-15T10:00:00Z";
    const { ask } = await scene(now, [
      { occurredAt: days(now, -8) + 1, outcome: "pending", mrr: 1 },
      { occurredAt: days(now, -8), outcome: "pending", mrr: 10 },
      { occurredAt: days(now, -31) + 1, outcome: "pending", mrr: 100 },
      { occurredAt: days(now, -31), outcome: "pending", mrr: 1_000 },
    ]);
    expect((await ask()).atRisk.bands.map(({ mrr }) => mrr.sum)).toEqual([1, 110, 1_000]);
  });

  it("counts a merged reason as its target", async () => {
    const workspace = await scene("2026-04-15T10:00:00Z", [
      { occurredAt: at("2026-04-01T10:00:00Z"), outcome: "churned", reasonKey: "other" },
      { occurredAt: at("2026-04-01T10:00:00Z"), outcome: "churned", reasonKey: "not_using" },
      { occurredAt: at("2026-04-01T10:00:00Z"), outcome: "churned", reasonKey: "gone_from_the_list" },
    ]);
    await workspace.mergeReason("not_using", "other");
    expect((await workspace.ask()).reasons.map(({ key, label, count }) => [key, label, count])).toEqual([
      ["other", "Other", 2],
      ["gone_from_the_list", "gone_from_the_list", 1],
    ]);
  });

  it("is empty, not wrong, where there is nothing, and closed to strangers", async () => {
    const { ctx, ask } = await scene("2026-04-15T10:00:00Z");
    expect(await ask()).toMatchObject({ firstEventAt: null, figures: { attempts: 0 }, before: null, atRisk: { events: 0 }, reasons: [] });
    expect((await ask()).weeks).toHaveLength(13);
    await expect(overview({ ctx: asMember(ctx, null), input: {} })).rejects.toMatchObject({ code: "forbidden" });
    await expect(ask({ period: { from: "2026-02-01", to: "2026-01-01" } })).rejects.toMatchObject({ code: "validation_failed" });
  });
});
