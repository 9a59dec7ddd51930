import { describe, expect, it } from "vitest";
import { usualReasons } from "../../reasons/model/reason.ts";
import { ingestBody } from "../model/cancellation.ts";
import { type SeededEvent, type SeedPlan, seedEvents } from "./seed-events.ts";

const DAY_MS = 86_400_000;
const to = Date.parse("2026-11-23T10:00:00Z");
const plan: SeedPlan = { seed: 1, events: 4_000, from: to - 180 * DAY_MS, to, reasonKeys: usualReasons.map(({ key }) => key) };

function all(over: Partial<SeedPlan> = {}): SeededEvent[] {
  const given = { ...plan, ...over };
  const eventAt = seedEvents(given);
  return Array.from({ length: given.events }, (_, n) => eventAt(n));
}

const events = all();
const share = (fits: (event: SeededEvent) => boolean, among = events) => among.filter(fits).length / among.length;

describe("seedEvents", () => {
  it("makes the same events again, in whatever order they are asked for", () => {
    expect(all()).toEqual(events);
    const eventAt = seedEvents(plan);
    expect([3_999, 17, 0].map(eventAt)).toEqual([events[3_999], events[17], events[0]]);
  });

  it("makes others for another seed, under other ids", () => {
    const others = all({ seed: 2 });
    expect(others[0]?.eventId).toBe("seed_2_0");
    expect(others.map((event) => event.payload)).not.toEqual(events.map((event) => event.payload));
  });

  it("makes events that the API would take", () => {
    for (const { eventId, occurredAt, payload } of events) {
      const body = {
        eventId,
        reasonKey: payload.reasonKey,
        offer: { type: payload["offer.type"], accepted: payload["offer.accepted"], ...(payload["offer.label"] !== null && { label: payload["offer.label"] }) },
        context: {
          ...(payload["context.plan"] !== null && { plan: payload["context.plan"] }),
          ...(payload["context.mrr"] !== null && { mrr: payload["context.mrr"] }),
          ...(payload["context.tenureDays"] !== null && { tenureDays: payload["context.tenureDays"] }),
        },
        ...(payload.userId !== null && { userId: payload.userId }),
        ...(payload.reasonText !== null && { reasonText: payload.reasonText }),
        ...(payload.outcome !== "pending" && { outcome: payload.outcome }),
        ...(payload.metadata !== null && { metadata: payload.metadata }),
        occurredAt: new Date(occurredAt).toISOString(),
      };
      expect(ingestBody.safeParse(body).error).toBeUndefined();
    }
  });

  it("stays inside its time, each event received after it occurred and each update after the one before", () => {
    for (const event of events) {
      expect(event.occurredAt).toBeGreaterThanOrEqual(plan.from);
      expect(event.receivedAt).toBeGreaterThanOrEqual(event.occurredAt);
      let last = event.receivedAt;
      for (const update of event.updates) {
        expect(update.receivedAt).toBeGreaterThan(last);
        expect(update.effectiveAt).toBeLessThanOrEqual(update.receivedAt);
        last = update.receivedAt;
      }
      expect(last).toBeLessThanOrEqual(plan.to);
    }
  });

  it("knows weekends, growth, prices by plan and customers who come back", () => {
    const weekday = (event: SeededEvent) => new Date(event.occurredAt).getUTCDay();
    expect(share((event) => weekday(event) === 6) * 7).toBeLessThan(0.8);
    expect(share((event) => event.occurredAt > (plan.from + plan.to) / 2)).toBeGreaterThan(0.55);
    const mrr = (name: string) =>
      Math.max(...events.filter(({ payload }) => payload["context.plan"] === name).map(({ payload }) => payload["context.mrr"] ?? 0));
    expect(mrr("starter")).toBeLessThan(mrr("pro"));
    expect(mrr("business")).toBeLessThan(mrr("enterprise"));
    const known = events.flatMap(({ payload }) => payload.userId ?? []);
    expect(new Set(known).size / known.length).toBeGreaterThan(0.8);
    expect(new Set(known).size / known.length).toBeLessThan(0.95);
  });

  it("knows outcomes of every kind, and such that turned round later", () => {
    for (const outcome of ["pending", "churned", "recovered", "abandoned"]) expect(share(({ payload }) => payload.outcome === outcome)).toBeGreaterThan(0.02);
    const turned = (first: string, then: string) => share(({ payload, updates }) => payload.outcome === first && updates[0]?.outcome === then);
    expect(turned("recovered", "churned")).toBeGreaterThan(0.005);
    expect(turned("churned", "recovered")).toBeGreaterThan(0.005);
    expect(turned("pending", "churned")).toBeGreaterThan(0.03);
  });

  it("shows histories and accepted offers among the latest, whenever it runs", () => {
    for (const hour of [0, 7, 13, 22]) {
      const until = Date.parse("2026-11-23T00:00:00Z") + hour * 3_600_000;
      const latest = all({ events: 5_000, from: until - 365 * DAY_MS, to: until })
        .sort((a, b) => b.occurredAt - a.occurredAt)
        .slice(0, 25);
      expect(latest.filter(({ updates }) => updates.length > 0).length).toBeGreaterThanOrEqual(5);
      expect(latest.filter(({ updates }) => updates.length > 1).length).toBeGreaterThanOrEqual(2);
      expect(latest.filter(({ payload }) => payload["offer.accepted"]).length).toBeGreaterThanOrEqual(2);
    }
  });

  it("gives the workspace's reasons alone, whatever they are called", () => {
    const given = new Set(all({ reasonKeys: ["other", "moved_to_mars"] }).map(({ payload }) => payload.reasonKey));
    expect(given).toEqual(new Set(["other", "moved_to_mars"]));
  });

  it("can be a single event on a single day", () => {
    const [only] = all({ events: 1, from: to - 1_000 });
    expect(only?.occurredAt).toBeGreaterThanOrEqual(to - 1_000);
    expect(only?.occurredAt).toBeLessThan(to);
  });
});
