import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEFAULT_FLOW, type Offer, offerSchema } from "#lib/features/flows/model/flow-config.ts";
import type { Demands } from "#lib/features/flows/model/region-rules.ts";
import { type Action, actions, decide, firstPlace, isWithdrawable, type Place, placeFor, places, type Standing } from "./journey.ts";

const offer: Offer = offerSchema.parse({ id: "half", type: "discount", label: "Half", terms: "…", value: { kind: "percent", percent: 50 } });
const free: Demands = { noOffer: false, cancelActsAtOnce: false, confirmFirst: false, statute: null, withdrawal: false };
const standing = (over: Partial<Standing> = {}): Standing => ({
  isCompleted: false,
  isChurned: false,
  isReturn: false,
  shownOffer: null,
  canWithdraw: false,
  demands: free,
  ...over,
});

const anyStanding = fc.record({
  isCompleted: fc.boolean(),
  isChurned: fc.boolean(),
  isReturn: fc.boolean(),
  shownOffer: fc.constantFrom(null, offer),
  canWithdraw: fc.boolean(),
  demands: fc.record({
    noOffer: fc.boolean(),
    cancelActsAtOnce: fc.boolean(),
    confirmFirst: fc.boolean(),
    statute: fc.constantFrom(null, "de" as const, "fr" as const),
    withdrawal: fc.boolean(),
  }),
});
const anyPlace = fc.constantFrom(...places);
const anyAction = fc.constantFrom(...actions);
const anyOffer = fc.constantFrom(null, offer);

describe("the way through a session", () => {
  it("begins with the reason, and with the confirmation where the law wants it or the customer was here before", () => {
    expect(firstPlace(standing())).toBe("reason");
    expect(firstPlace(standing({ isReturn: true }))).toBe("confirm");
    expect(firstPlace(standing({ demands: { ...free, confirmFirst: true } }))).toBe("confirm");
    expect(firstPlace(standing({ isCompleted: true, isReturn: true }))).toBe("receipt");
  });

  it("shows an offer once at most: who comes back to the reason goes on to the confirmation", () => {
    expect(decide("reason", "continue", standing(), offer)).toEqual({ kind: "go", to: "offer" });
    expect(decide("reason", "continue", standing(), null)).toEqual({ kind: "go", to: "confirm" });
    expect(decide("reason", "continue", standing({ shownOffer: offer }), offer)).toEqual({ kind: "go", to: "confirm" });
    expect(placeFor("offer", standing())).toBe("confirm");
    expect(placeFor("offer", standing({ shownOffer: offer }))).toBe("offer");
  });

  it("acts at once beside an offer where California wants it, and asks once everywhere else", () => {
    const seen = standing({ shownOffer: offer });
    expect(decide("offer", "cancel", seen, null)).toEqual({ kind: "go", to: "confirm" });
    expect(decide("offer", "cancel", { ...seen, demands: { ...free, cancelActsAtOnce: true } }, null)).toEqual({
      kind: "finish",
      outcome: "churned",
      how: "confirmed",
    });
  });

  it("withdraws only where a contract can be withdrawn from, after a page of its own", () => {
    expect(decide("confirm", "withdraw", standing(), null)).toEqual({ kind: "none" });
    expect(decide("withdraw", "confirm_withdrawal", standing(), null)).toEqual({ kind: "none" });
    const able = standing({ canWithdraw: true });
    expect(decide("confirm", "withdraw", able, null)).toEqual({ kind: "go", to: "withdraw" });
    expect(decide("withdraw", "confirm_withdrawal", able, null)).toEqual({ kind: "finish", outcome: "churned", how: "withdrawn" });
    const config = { ...DEFAULT_FLOW, withdrawalRight: true };
    const law = { ...free, withdrawal: true };
    expect([13, 14, 15, null].map((days) => isWithdrawable(config, law, days))).toEqual([true, true, false, false]);
    expect(isWithdrawable({ ...config, withdrawalRight: false }, law, 1)).toBe(false);
    expect(isWithdrawable(config, free, 1)).toBe(false);
  });

  it("leads to cancelled in three presses at most, from everywhere, whatever is shown", () => {
    fc.assert(
      fc.property(anyStanding, anyOffer, (given, next) => {
        let at: Place = firstPlace({ ...given, isCompleted: false });
        let now: Standing = { ...given, isCompleted: false };
        // The longest way: answering everything.
        const longest: Record<string, Action> = { reason: "continue", offer: "cancel", confirm: "confirm" };
        let presses = 0;
        for (; presses < 10; presses++) {
          const decision = decide(at, longest[at] as Action, now, next);
          if (decision.kind === "finish") {
            expect(decision.outcome).toBe("churned");
            break;
          }
          if (decision.kind !== "go") throw new Error(`stuck at ${at}`);
          if (decision.to === "offer") now = { ...now, shownOffer: next };
          at = placeFor(decision.to, now);
        }
        expect(presses + 1).toBeLessThanOrEqual(3);
      }),
    );
  });

  it("has a way to cancel and a way to keep on every page, and neither is ever taken for the other", () => {
    fc.assert(
      fc.property(anyStanding, anyPlace, anyOffer, (given, place, next) => {
        fc.pre(place !== "receipt");
        const now = { ...given, isCompleted: false };
        const cancel = decide(place, place === "confirm" ? "confirm" : "cancel", now, next);
        expect(cancel.kind === "finish" ? cancel.outcome : cancel).toEqual(cancel.kind === "finish" ? "churned" : { kind: "go", to: "confirm" });
        expect(decide(place, "keep", now, next)).toEqual({ kind: "finish", outcome: "recovered", how: "kept" });
      }),
    );
  });

  it("never changes a session that has its outcome", () => {
    fc.assert(
      fc.property(anyStanding, anyPlace, anyAction, anyOffer, (given, place, action, next) => {
        expect(["none", "return", "survey"]).toContain(decide(place, action, { ...given, isCompleted: true }, next).kind);
        expect(placeFor(place, { ...given, isCompleted: true })).toBe("receipt");
      }),
    );
  });

  it("leads every address to a page that can be shown", () => {
    fc.assert(
      fc.property(anyStanding, anyPlace, (given, asked) => {
        const place = placeFor(asked, given);
        expect(placeFor(place, given)).toBe(place);
        if (place === "offer") expect(given.shownOffer).not.toBeNull();
        if (place === "withdraw") expect(given.canWithdraw).toBe(true);
      }),
    );
  });
});
