import type { FlowConfig, Offer } from "../../flows/model/flow-config.ts";
import type { Demands } from "../../flows/model/region-rules.ts";
import type { SessionStatus } from "./session.ts";

/**
 * The way through a hosted session, as a pure rule: at most reason, offer, confirm; "cancel" leads straight to the confirmation
 * from everywhere; nothing on the way is required; what was said stays when the customer goes back.
 */

export const places = ["reason", "offer", "confirm", "withdraw", "receipt"] as const;
export type Place = (typeof places)[number];

export const actions = ["continue", "cancel", "accept", "confirm", "withdraw", "confirm_withdrawal", "keep", "leave", "return", "survey"] as const;
export type Action = (typeof actions)[number];

/** What the way depends on. */
export interface Standing {
  isCompleted: boolean;
  /** Ended with a cancellation or a withdrawal. */
  isChurned: boolean;
  /** Came back within RETURN_DAYS: is not asked again. */
  isReturn: boolean;
  /** The offer that was shown; null: none was. */
  shownOffer: Offer | null;
  /** Whether the contract can still be withdrawn from, by a control of its own. */
  canWithdraw: boolean;
  demands: Demands;
}

/** Who comes back within so many days of another session is not asked again. */
export const RETURN_DAYS = 14;

/**
 * Whether a session without an outcome has outlived its time, so that nothing may be done with it but to end it.
 * @param session.expiresAt ISO 8601
 * @param now ms since 1970
 */
export function isTimeOver({ status, expiresAt }: { status: SessionStatus; expiresAt: string }, now: number): boolean {
  return (status === "created" || status === "opened") && Date.parse(expiresAt) <= now;
}

/** Where a session begins. */
export function firstPlace({ isCompleted, isReturn, demands }: Standing): Place {
  if (isCompleted) return "receipt";
  return demands.confirmFirst || isReturn ? "confirm" : "reason";
}

/** The place that an address asks for, or the one it is led to instead. */
export function placeFor(asked: Place, standing: Standing): Place {
  const first = firstPlace(standing);
  if (standing.isCompleted || asked === "receipt") return first;
  if (asked === "reason") return first;
  if ((asked === "offer" && standing.shownOffer === null) || (asked === "withdraw" && !standing.canWithdraw)) return "confirm";
  return asked;
}

export type Decision =
  /** On to another page; what was said on this one is kept. */
  | { kind: "go"; to: Place }
  | { kind: "finish"; outcome: "churned" | "recovered"; how: "confirmed" | "withdrawn" | "kept" | "offer_accepted" }
  | { kind: "leave" }
  | { kind: "return" }
  | { kind: "survey" }
  /** The control does not stand on this page; the page is shown again. */
  | { kind: "none" };

/**
 * What a control does on a page.
 * @param next the offer to show after the reason; null: none
 */
export function decide(place: Place, action: Action, standing: Standing, next: Offer | null): Decision {
  if (standing.isCompleted) {
    if (action === "survey") return mayAnswerAfterwards(standing) ? { kind: "survey" } : { kind: "none" };
    return action === "return" ? { kind: "return" } : { kind: "none" };
  }
  if (action === "leave") return { kind: "leave" };
  if (action === "keep") return { kind: "finish", outcome: "recovered", how: "kept" };
  if (action === "cancel" && place === "reason") return { kind: "go", to: "confirm" };
  if (action === "continue" && place === "reason") return { kind: "go", to: next === null || standing.shownOffer !== null ? "confirm" : "offer" };
  if (place === "offer" && action === "cancel") {
    return standing.demands.cancelActsAtOnce ? { kind: "finish", outcome: "churned", how: "confirmed" } : { kind: "go", to: "confirm" };
  }
  if (place === "offer" && action === "accept" && standing.shownOffer !== null) return { kind: "finish", outcome: "recovered", how: "offer_accepted" };
  if (place === "confirm" && action === "confirm") return { kind: "finish", outcome: "churned", how: "confirmed" };
  if (place === "confirm" && action === "withdraw" && standing.canWithdraw) return { kind: "go", to: "withdraw" };
  if (place === "withdraw" && action === "cancel") return { kind: "go", to: "confirm" };
  if (place === "withdraw" && action === "confirm_withdrawal" && standing.canWithdraw) return { kind: "finish", outcome: "churned", how: "withdrawn" };
  return { kind: "none" };
}

/** Whether the reason may be given after the end: only where the law forbade to ask before. */
export function mayAnswerAfterwards({ isChurned, demands }: Standing): boolean {
  return isChurned && demands.confirmFirst;
}

const WITHDRAWAL_DAYS = 14;

/** Whether the contract can still be withdrawn from: the owner says that a right applies, the law demands the control, and the days are not over. */
export function isWithdrawable(config: FlowConfig, demands: Demands, tenureDays: number | null): boolean {
  return demands.withdrawal && config.withdrawalRight && tenureDays !== null && tenureDays <= WITHDRAWAL_DAYS;
}
