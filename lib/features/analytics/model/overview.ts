import { z } from "zod";
import type { Change } from "./change.ts";
import { periodSchema } from "./period.ts";
import type { Rate } from "./rate.ts";

/** What the overview is asked for; sandbox has figures of its own, never mixed with prod's. */
export const overviewInput = z.strictObject({
  environment: z.enum(["prod", "sandbox"]).default("prod"),
  period: periodSchema.default({ weeks: 4 }),
  /** How many weeks the outcomes are shown for, the running one included. */
  chartWeeks: z.int().min(1).max(53).default(13),
});
export type OverviewInput = z.input<typeof overviewInput>;

/** A sum in the workspace's currency, and how many events it is made of; those without MRR count as nothing. */
export interface Money {
  sum: number;
  events: number;
}

/**
 * The figures of one period. Population: events by `occurredAt` in the workspace's time zone. Attempts = recovered + churned +
 * abandoned + pending; decided = recovered + churned.
 */
export interface PeriodFigures {
  attempts: number;
  /** Different userIds. */
  customers: number;
  /** Attempts that carry no userId: each may be a customer more, or one of those that are counted. */
  withoutUserId: number;
  recovered: number;
  churned: number;
  abandoned: number;
  pending: number;
  decided: number;
  /** Decided of attempts; below 80 % the save rate is immature. */
  decidedShare: number | null;
  isImmature: boolean;
  /** Recovered of decided: the headline. Abandoned and pending stay out. */
  saveRate: Rate;
  /** How far the pending ones could still move it: all lost, all saved. */
  saveRateBounds: { low: number; high: number } | null;
  /** Recovered and abandoned of all but pending: what others call save rate; secondary. */
  deflectionRate: Rate;
  /** Abandoned, not followed by another attempt of the customer within 30 days, of all but pending. */
  abandonmentRate: Rate;
  /** Attempts in which an offer was shown. */
  offerShownRate: Rate;
  /** Accepted of shown. An accepted offer is not yet a saved customer. */
  acceptanceRate: Rate;
  /** Recovered of the decided ones who accepted. */
  offerSaveRate: Rate;
  lostMrr: Money;
  /** Gross: what the offers cost is unknown. */
  recoveredMrr: Money;
  /** By the offer that was accepted; a paused customer pays nothing meanwhile. */
  recoveredMrrBy: { noOffer: Money; discount: Money; pause: Money };
  /** Events with an MRR; below 90 % the sums are too low. */
  mrrCoverage: Rate;
}

/** How the period differs from the one before; null where one of the two says nothing. */
export interface PeriodChanges {
  attempts: Change | null;
  saveRate: Change | null;
  deflectionRate: Change | null;
  abandonmentRate: Change | null;
  offerShownRate: Change | null;
  acceptanceRate: Change | null;
  offerSaveRate: Change | null;
  lostMrr: Change | null;
  recoveredMrr: Change | null;
}

/** Pending events now, whatever the period, by whole days since they occurred. */
export interface AtRisk {
  events: number;
  mrr: Money;
  bands: { band: "0-7" | "8-30" | "31+"; events: number; mrr: Money }[];
}

/** One week's outcomes; weeks begin on Monday where the workspace is. */
export interface WeekOutcomes {
  /** ISO week, e.g. "2026-W14". */
  week: string;
  /** Its Monday, e.g. "2026-03-30". */
  from: string;
  /** Whether it still goes on: its bar will grow. */
  running: boolean;
  recovered: number;
  churned: number;
  abandoned: number;
  pending: number;
  saveRate: Rate;
  lostMrr: number;
  recoveredMrr: number;
}

/** A reason as counted when read, merged keys with their target; the most frequent first. */
export interface ReasonShare {
  /** null: none was given. */
  key: string | null;
  /** The reason's own label; its key where the reason is unknown; null where none was given. */
  label: string | null;
  count: number;
  /** Of all attempts of the period. */
  share: Rate;
  /** The same in the period before; null where that cannot be compared. */
  before: Rate | null;
}

export interface Overview {
  environment: "prod" | "sandbox";
  timeZone: string;
  /** Days, half-open. `running`: goes on beyond now. */
  period: { from: string; to: string; days: number; running: boolean };
  /** The equally long time before; where the period is running, only as far as it has got. Null where the first event is younger. */
  previous: { from: string; to: string } | null;
  /** ISO 8601, or null while there is none. */
  firstEventAt: string | null;
  figures: PeriodFigures;
  before: PeriodFigures | null;
  changes: PeriodChanges | null;
  atRisk: AtRisk;
  weeks: WeekOutcomes[];
  reasons: ReasonShare[];
}
