import { describe, expect, it } from "vitest";
import { DAY_MS } from "#lib/core/clock.ts";
import { accessNoticeOf } from "./access-notice.ts";

const now = Date.parse("2026-11-23T00:00:00Z");
const nothing = { access: "active", accessUntil: null, trialEndsAt: null, status: null } as const;

describe("what everybody hears of the workspace's access", () => {
  it("nothing while all is well", () => {
    expect(accessNoticeOf(nothing, now)).toBeNull();
    expect(accessNoticeOf({ ...nothing, access: "active", status: "active", accessUntil: now + DAY_MS }, now), "ends at the period's end").toBeNull();
  });

  it("the trial's last three days, unless a plan is chosen", () => {
    const ending = (days: number, status: "active" | "trialing" | "canceled" | null = null) =>
      accessNoticeOf({ access: "trialing", accessUntil: now + days * DAY_MS, trialEndsAt: now + days * DAY_MS, status }, now);
    expect(ending(3)).toEqual({ kind: "trial_ending", until: "2026-11-26T00:00:00.000Z" });
    expect(ending(3.01)).toBeNull();
    expect(ending(1, "canceled")).not.toBeNull();
    expect(ending(1, "trialing")).toBeNull();
  });

  it("until when an unpaid invoice is borne", () => {
    expect(accessNoticeOf({ ...nothing, access: "past_due", status: "past_due", accessUntil: now }, now)).toEqual({
      kind: "past_due",
      until: "2026-11-23T00:00:00.000Z",
    });
    expect(accessNoticeOf({ ...nothing, access: "past_due" }, now)).toEqual({ kind: "past_due", until: null });
  });

  it.each([
    ["unpaid", "unpaid", null],
    ["past_due", "unpaid", now],
    ["canceled", "ended", now],
    ["active", "ended", null],
    ["paused", "ended", null],
    ["incomplete", "trial", now],
    ["incomplete_expired", "trial", now],
    [null, "trial", now],
    [null, "closed", null],
  ] as const)("why it is read-only: %s", (status, because, trialEndsAt) => {
    expect(accessNoticeOf({ ...nothing, access: "read_only", status, trialEndsAt }, now)).toEqual({ kind: "read_only", because });
  });
});
