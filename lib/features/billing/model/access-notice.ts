import { DAY_MS } from "#lib/core/clock.ts";
import type { Access } from "#lib/core/context.ts";
import type { SubscriptionStatus } from "./subscription.ts";

/** What everybody in a workspace should know about its access; `until` is ISO 8601. */
export type AccessNotice =
  | { kind: "trial_ending"; until: string }
  /** `until` is null where no end is stored. */
  | { kind: "past_due"; until: string | null }
  | { kind: "read_only"; because: "trial" | "unpaid" | "ended" | "closed" };

/** Days before a trial's end in which everybody hears of it. */
const TRIAL_NOTICE_DAYS = 3;

interface Facts {
  /** What the workspace may do now. */
  access: Access;
  /** ms since 1970. */
  accessUntil: number | null;
  trialEndsAt: number | null;
  /** Of the subscription that counts; null: there is none. */
  status: SubscriptionStatus | null;
}

/** Null while there is nothing to say: a trial with time left or with a plan chosen, a paid plan. */
export function accessNoticeOf({ access, accessUntil, trialEndsAt, status }: Facts, now: number): AccessNotice | null {
  const until = accessUntil === null ? null : new Date(accessUntil).toISOString();
  switch (access) {
    case "active":
      return null;
    case "trialing":
      if (until === null || status === "active" || status === "trialing" || (accessUntil ?? 0) - now > TRIAL_NOTICE_DAYS * DAY_MS) return null;
      return { kind: "trial_ending", until };
    case "past_due":
      return { kind: "past_due", until };
    case "read_only":
      return { kind: "read_only", because: endedBecause(status, trialEndsAt) };
  }
}

function endedBecause(status: SubscriptionStatus | null, trialEndsAt: number | null): "trial" | "unpaid" | "ended" | "closed" {
  if (status === "past_due" || status === "unpaid") return "unpaid";
  if (status !== null && status !== "incomplete" && status !== "incomplete_expired") return "ended";
  return trialEndsAt === null ? "closed" : "trial";
}
