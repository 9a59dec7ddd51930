import { countChange, rateChange, type Summed, sumChange } from "./change.ts";
import type { PeriodChanges, PeriodFigures } from "./overview.ts";
import { rate } from "./rate.ts";

/** What the database counts of a period; everything shown follows from it. */
export interface PeriodCounts {
  recovered: number;
  churned: number;
  abandoned: number;
  pending: number;
  customers: number;
  withoutUserId: number;
  /** Abandoned ones after which the same customer came again within 30 days. */
  superseded: number;
  offersShown: number;
  offersAccepted: number;
  acceptedRecovered: number;
  acceptedChurned: number;
  withMrr: number;
  lost: Amounts;
  recoveredNoOffer: Amounts;
  recoveredDiscount: Amounts;
  recoveredPause: Amounts;
}

/** Amounts of MRR: how many, their sum, the sum of their squares. */
export type Amounts = Omit<Summed, "duration">;

const IMMATURE_BELOW = 0.8;

const money = ({ sum, events }: Amounts) => ({ sum, events });

function recoveredOf({ recoveredNoOffer, recoveredDiscount, recoveredPause }: PeriodCounts): Amounts {
  const parts = [recoveredNoOffer, recoveredDiscount, recoveredPause];
  const total = (field: keyof Amounts) => parts.reduce((sum, part) => sum + part[field], 0);
  return { events: total("events"), sum: total("sum"), squares: total("squares") };
}

/** The figures that follow from the counts, as analytics defines them. */
export function figuresOf(counts: PeriodCounts): PeriodFigures {
  const { recovered, churned, abandoned, pending, customers, withoutUserId, superseded } = counts;
  const decided = recovered + churned;
  const attempts = decided + abandoned + pending;
  const ended = decided + abandoned;
  return {
    attempts,
    customers,
    withoutUserId,
    recovered,
    churned,
    abandoned,
    pending,
    decided,
    decidedShare: attempts === 0 ? null : decided / attempts,
    isImmature: attempts > 0 && decided / attempts < IMMATURE_BELOW,
    saveRate: rate(recovered, decided),
    saveRateBounds: decided + pending === 0 ? null : { low: recovered / (decided + pending), high: (recovered + pending) / (decided + pending) },
    deflectionRate: rate(recovered + abandoned, ended),
    abandonmentRate: rate(abandoned - superseded, ended),
    offerShownRate: rate(counts.offersShown, attempts),
    acceptanceRate: rate(counts.offersAccepted, counts.offersShown),
    offerSaveRate: rate(counts.acceptedRecovered, counts.acceptedRecovered + counts.acceptedChurned),
    lostMrr: money(counts.lost),
    recoveredMrr: money(recoveredOf(counts)),
    recoveredMrrBy: { noOffer: money(counts.recoveredNoOffer), discount: money(counts.recoveredDiscount), pause: money(counts.recoveredPause) },
    mrrCoverage: rate(counts.withMrr, attempts),
  };
}

/** How far a period has got, in ms. */
export interface Durations {
  now: number;
  before: number;
}

/** How one period differs from another. */
export function changesOf(now: PeriodCounts, before: PeriodCounts, durations: Durations): PeriodChanges {
  const [a, b] = [figuresOf(now), figuresOf(before)];
  const sums = (amounts: (counts: PeriodCounts) => Amounts) =>
    sumChange({ ...amounts(now), duration: durations.now }, { ...amounts(before), duration: durations.before });
  return {
    attempts: countChange({ count: a.attempts, duration: durations.now }, { count: b.attempts, duration: durations.before }),
    saveRate: rateChange(a.saveRate, b.saveRate),
    deflectionRate: rateChange(a.deflectionRate, b.deflectionRate),
    abandonmentRate: rateChange(a.abandonmentRate, b.abandonmentRate),
    offerShownRate: rateChange(a.offerShownRate, b.offerShownRate),
    acceptanceRate: rateChange(a.acceptanceRate, b.acceptanceRate),
    offerSaveRate: rateChange(a.offerSaveRate, b.offerSaveRate),
    lostMrr: sums(({ lost }) => lost),
    recoveredMrr: sums(recoveredOf),
  };
}
