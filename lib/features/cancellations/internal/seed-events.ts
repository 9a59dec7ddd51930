import { DAY_MS } from "#lib/core/clock.ts";
import { createRng, type Rng } from "#lib/core/rng.ts";
import type { Cancellation, Outcome } from "../model/cancellation.ts";
import type { Payload } from "../model/payload.ts";
import { seedSchedule } from "./seed-schedule.ts";
import { countries, offerLabels, type PlanName, pagesOfOrigin, plans, reasonProfile, updateMetadata } from "./seed-tables.ts";

/** Streams of random numbers that must not depend on each other. */
const CUSTOMERS = 3;
const EVENTS = 4;
const RETURNS = 5;
/** So many events at the end, a first page and what follows it, take more offers, and have their later outcomes within hours instead of weeks. */
const LATEST = 50;

export interface SeedPlan {
  /** Another number makes other data. */
  seed: number;
  events: number;
  /** ms since 1970. */
  from: number;
  to: number;
  /** Keys of the reasons that may be given; at least one. */
  reasonKeys: readonly string[];
}

export interface SeededUpdate {
  outcome: "churned" | "recovered";
  effectiveAt: number;
  receivedAt: number;
  metadata: Cancellation["metadata"];
}

export interface SeededEvent {
  eventId: string;
  occurredAt: number;
  receivedAt: number;
  payload: Payload;
  /** Later outcomes, in the order of receipt; all of them lie in the past. */
  updates: SeededUpdate[];
}

/** The n-th event (from 0) of a plan. The same plan and n give the same event, in any order and on every machine. */
export function seedEvents(plan: SeedPlan): (n: number) => SeededEvent {
  const { seed, from, to } = plan;
  const occurrence = seedSchedule(plan);

  return (n) => {
    const rng = createRng(seed, EVENTS, n);
    const isLatest = n >= plan.events - LATEST;
    const occurredAt = occurrence(n);
    const customer = customerOf(seed, firstEventOf(seed, n), occurrence);
    const reasonKey = pickReason(rng, plan.reasonKeys, customer.plan, (occurredAt - from) / (to - from));
    const offer = pickOffer(rng, reasonKey, customer.plan, isLatest ? 2 : 1);
    const outcome = firstOutcome(rng, offer.accepted);
    const hasContext = rng.chance(0.96);
    const { texts } = reasonProfile(reasonKey);
    const delay = rng.chance(0.02) ? 60_000 + rng.int(600_000) : 200 + rng.int(3_800);
    const receivedAt = Math.min(occurredAt + delay, to);
    return {
      eventId: `seed_${seed}_${n}`,
      occurredAt,
      receivedAt,
      payload: {
        userId: rng.chance(0.97) ? customer.userId : null,
        reasonKey,
        outcome,
        "offer.type": offer.type,
        "offer.accepted": offer.accepted,
        "offer.label": offer.label,
        reasonText: rng.chance(0.38) ? rng.pick(texts) : null,
        "context.plan": hasContext ? customer.plan : null,
        "context.mrr": hasContext ? customer.mrr : null,
        "context.tenureDays": hasContext ? Math.floor((occurredAt - customer.since) / DAY_MS) : null,
        metadata: rng.chance(0.35) ? eventMetadata(rng) : null,
      },
      updates: (isLatest ? promptOutcomes : laterOutcomes)(rng, outcome, offer.accepted, receivedAt, to),
    };
  };
}

/** Whose event it is, named by the event that was their first: about one in eight tries to cancel again. */
function firstEventOf(seed: number, n: number): number {
  const rng = createRng(seed, RETURNS, n);
  return n >= 20 && rng.chance(0.13) ? firstEventOf(seed, rng.int(Math.ceil(n * 0.95))) : n;
}

interface Customer {
  userId: string;
  plan: PlanName;
  mrr: number;
  /** When they became one, ms since 1970. */
  since: number;
}

function customerOf(seed: number, first: number, occurrence: (n: number) => number): Customer {
  const rng = createRng(seed, CUSTOMERS, first);
  const names = Object.keys(plans) as PlanName[];
  const plan = rng.weighted(names.map((name) => [name, plans[name].share] as const));
  const price = rng.pick(plans[plan].prices);
  // Who pays by the year gets two months for nothing.
  const mrr = rng.chance(0.22) ? Math.round((price * 1000) / 12) / 100 : price;
  const tenureDays = Math.min(3_650, tenure(rng, plans[plan].meanTenureDays));
  // Multiplying by an odd number mod 2^32 gives each first event a number of its own that looks like any.
  const number = (Math.imul(first + 1, 0x9e3779b1) >>> 0).toString(36).padStart(7, "0");
  return { userId: `user_${number}`, plan, mrr, since: occurrence(first) - tenureDays * DAY_MS };
}

/** Many leave in the first weeks, some at a yearly renewal, the rest evenly over time. */
function tenure(rng: Rng, meanDays: number): number {
  const kind = rng.next();
  if (kind < 0.15) return 1 + rng.int(35);
  if (kind < 0.27) return 365 * (1 + rng.int(3)) + rng.int(21) - 10;
  return Math.round(-Math.log(1 - rng.next()) * meanDays);
}

/** @param progress how far into the time of the plan, 0 to 1 */
function pickReason(rng: Rng, keys: readonly string[], plan: PlanName, progress: number): string {
  return rng.weighted(
    keys.map((key) => {
      const { weight, byPlan } = reasonProfile(key);
      // Things change: a competitor grows strong towards the end, and one bad week has an outage.
      const rise = key === "switched_competitor" ? 1 + 6 * Math.max(0, progress - 0.8) : 1;
      const outage = key === "technical_issues" && progress > 0.62 && progress < 0.64 ? 4 : 1;
      return [key, weight * byPlan[plan] * rise * outage] as const;
    }),
  );
}

/** @param luck how many times as often as usual the offer is taken */
function pickOffer(
  rng: Rng,
  reasonKey: string,
  plan: PlanName,
  luck: number,
): { type: Cancellation["offer"]["type"]; accepted: boolean; label: string | null } {
  const { offers, accepts } = reasonProfile(reasonKey);
  const type = plan === "enterprise" && rng.chance(0.5) ? "none" : rng.weighted(offers);
  if (type === "none") return { type, accepted: false, label: null };
  const [label, pull] = rng.pick(offerLabels[type]);
  return { type, accepted: rng.chance(accepts[type] * pull * luck), label: rng.chance(0.95) ? label : null };
}

function firstOutcome(rng: Rng, accepted: boolean): Outcome {
  return rng.weighted(
    accepted
      ? [
          ["recovered", 93],
          ["pending", 5],
          ["churned", 2],
        ]
      : [
          ["churned", 74],
          ["pending", 12],
          ["abandoned", 9],
          ["recovered", 5],
        ],
  );
}

interface Turn {
  outcome: SeededUpdate["outcome"];
  chance: number;
  /** Days after the event before. */
  after: readonly [least: number, most: number];
}

/** What may still happen to a customer after each outcome, first match first. */
function turnsAfter(outcome: Outcome, accepted: boolean): readonly Turn[] {
  switch (outcome) {
    case "pending":
      return [
        { outcome: accepted ? "recovered" : "churned", chance: 0.72, after: [1, 30] },
        { outcome: accepted ? "churned" : "recovered", chance: 0.6, after: [1, 30] },
      ];
    case "recovered":
      return [{ outcome: "churned", chance: accepted ? 0.22 : 0.12, after: [20, 150] }];
    case "churned":
      return [{ outcome: "recovered", chance: 0.035, after: [5, 75] }];
    case "abandoned":
      return [
        { outcome: "churned", chance: 0.35, after: [2, 40] },
        { outcome: "recovered", chance: 0.1, after: [2, 40] },
      ];
  }
}

function laterOutcomes(rng: Rng, first: Outcome, accepted: boolean, receivedAt: number, to: number): SeededUpdate[] {
  const updates: SeededUpdate[] = [];
  let outcome = first;
  let last = receivedAt;
  while (updates.length < 3) {
    const turn = turnsAfter(outcome, accepted).find(({ chance }) => rng.chance(chance));
    if (turn === undefined) break;
    const [least, most] = turn.after;
    const effectiveAt = Math.round(last + (least + rng.next() * (most - least)) * DAY_MS);
    const next = effectiveAt + 500 + rng.int(rng.chance(0.1) ? 7_200_000 : 20_000);
    if (next > to) break;
    updates.push({ outcome: turn.outcome, effectiveAt, receivedAt: next, metadata: rng.pick(updateMetadata) });
    outcome = turn.outcome;
    last = next;
  }
  return updates;
}

/** The same turns, more of them, and spread over what is left of the time. */
function promptOutcomes(rng: Rng, first: Outcome, accepted: boolean, receivedAt: number, to: number): SeededUpdate[] {
  const updates: SeededUpdate[] = [];
  let outcome = first;
  let last = receivedAt;
  while (updates.length < 3 && to - last > 600_000) {
    const turn = turnsAfter(outcome, accepted).find(({ chance }) => rng.chance(Math.min(0.85, chance + 0.3)));
    if (turn === undefined) break;
    const effectiveAt = Math.round(last + (0.1 + 0.4 * rng.next()) * (to - last));
    const receivedNext = effectiveAt + 500 + rng.int(20_000);
    updates.push({ outcome: turn.outcome, effectiveAt, receivedAt: receivedNext, metadata: rng.pick(updateMetadata) });
    outcome = turn.outcome;
    last = receivedNext;
  }
  return updates;
}

function eventMetadata(rng: Rng): NonNullable<Cancellation["metadata"]> {
  const metadata: NonNullable<Cancellation["metadata"]> = { source: rng.pick(pagesOfOrigin) };
  if (rng.chance(0.6)) metadata.country = rng.pick(countries);
  if (rng.chance(0.4)) metadata.seats = 1 + rng.int(40);
  if (rng.chance(0.2)) metadata.annual = rng.chance(0.5);
  return metadata;
}
