import type { BillingView } from "./billing-view.ts";

/** How a workspace stands with its plan, as its owner has to understand it. Times are ISO 8601. */
export type BillingState =
  /** The trial without a card. */
  | { kind: "trial"; until: string }
  /** A plan is chosen; its first payment falls due when the trial ends. */
  | { kind: "trial_chosen"; until: string }
  | { kind: "active"; renewsAt: string }
  /** Paid or on trial, and it will not go on. */
  | { kind: "ends"; until: string }
  /** An invoice is unpaid and everything works; `until` is null where no end is stored. */
  | { kind: "overdue"; until: string | null }
  /** The days of grace are over; `until` is set where a trial runs on beside it. */
  | { kind: "unpaid"; until: string | null }
  /** Stripe's own trial ended without a card. */
  | { kind: "paused" }
  /** The first payment was begun and not made. */
  | { kind: "incomplete"; until: string | null }
  | { kind: "ended" }
  | { kind: "trial_ended" }
  /** Open or closed by whoever runs the installation, without a subscription. */
  | { kind: "given" }
  | { kind: "closed" };

/** Which of them it is, by what Stripe said last and what the workspace may do now. */
export function billingState({ access, accessUntil, trialEndsAt, subscription }: BillingView): BillingState {
  const status = subscription?.plan == null ? undefined : subscription.status;
  const ownTrialEnd = access === "trialing" ? (accessUntil ?? trialEndsAt) : null;
  switch (status) {
    case "active":
    case "trialing": {
      const { cancelAt, trialEnd, currentPeriodEnd } = subscription as NonNullable<typeof subscription>;
      if (access === "read_only") return cancelAt === null ? { kind: "closed" } : { kind: "ended" };
      if (cancelAt !== null) return { kind: "ends", until: cancelAt };
      return status === "active" ? { kind: "active", renewsAt: currentPeriodEnd } : { kind: "trial_chosen", until: trialEnd ?? currentPeriodEnd };
    }
    case "past_due":
    case "unpaid":
      return access === "past_due" ? { kind: "overdue", until: accessUntil } : { kind: "unpaid", until: ownTrialEnd };
    case "paused":
      return { kind: "paused" };
    case "incomplete":
      return { kind: "incomplete", until: ownTrialEnd };
    case "incomplete_expired":
    case "canceled":
    case undefined:
      if (ownTrialEnd !== null) return { kind: "trial", until: ownTrialEnd };
      if (access === "past_due") return { kind: "overdue", until: accessUntil };
      if (access !== "read_only") return { kind: "given" };
      return status === "canceled" ? { kind: "ended" } : trialEndsAt !== null ? { kind: "trial_ended" } : { kind: "closed" };
  }
}

/** Whether a plan can be bought: nobody pays twice. */
export function mayCheckOut({ liveSubscriptions }: Pick<BillingView, "liveSubscriptions">): boolean {
  return liveSubscriptions === 0;
}

/** Whether the plan can be changed: what is unpaid is paid first, and what is cancelled is taken back. */
export function mayChange({ subscription }: BillingView): boolean {
  return subscription?.plan != null && subscription.cancelAt === null && (subscription.status === "active" || subscription.status === "trialing");
}
