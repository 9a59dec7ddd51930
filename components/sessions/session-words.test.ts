import { describe, expect, it } from "vitest";
import { stepTypes } from "#lib/features/cancel-sessions/model/session.ts";
import type { SessionDetail, SessionStep } from "#lib/features/cancel-sessions/model/session-list.ts";
import { pauseWords, resultWord, stepWords } from "./session-words.ts";

const session = {
  reasonKey: "price",
  reasonText: "dear",
  isReturn: false,
  shownOffer: { id: "half", label: "Half price", terms: "For three months." },
} as SessionDetail;
const step = (type: SessionStep["type"], data: SessionStep["data"] = {}): SessionStep => ({ at: "2026-11-23T10:00:00.000Z", type, seconds: 1, data });

describe("a step in words", () => {
  it("is a sentence for every kind", () => {
    for (const type of stepTypes) expect(stepWords(step(type), session, {}).title, type).toMatch(/^[A-Z][a-z ,a-zA-Z-]+$/);
  });

  it("names what was chosen then, by its label", () => {
    const labels = { price: "Too expensive" };
    expect(stepWords(step("reason_given", { reason: "price" }), session, labels).detail).toBe("Too expensive");
    expect(stepWords(step("reason_given", { reason: "price", text: true }), session, labels).detail).toBe("Too expensive, with words of their own");
    expect(stepWords(step("reason_given", { reason: "gone" }), session, labels).detail).toBe("gone");
    expect(stepWords(step("reason_added", { text: true }), session, labels).detail).toBe("In their own words");
    expect(stepWords(step("offer_shown"), session, labels).detail).toBe("Half price. For three months.");
  });
});

it.each([
  [null, null],
  [0, "after less than 1 s"],
  [59, "after 59 s"],
  [60, "after 1 min"],
  [200, "after 3 min 20 s"],
  [7_500, "after 2 h 5 min"],
  [86_400, "after 1 d"],
  [100_000, "after 1 d 3 h"],
])("%s seconds: %s", (seconds, words) => expect(pauseWords(seconds)).toBe(words));

it("a result is known by the surest sign of it", () => {
  const at = "2026-11-23T10:00:00.000Z";
  const none = { issued_at: null, delivered_at: null, verified_at: null };
  expect(resultWord("opened", none)).toBeNull();
  expect(resultWord("completed", none)).toBe("Not seen");
  expect(resultWord("completed", { ...none, issued_at: at })).toBe("Not seen, customer returned");
  expect(resultWord("completed", { ...none, delivered_at: at })).toBe("Delivered");
  expect(resultWord("completed", { ...none, delivered_at: at, verified_at: at })).toBe("Verified");
});
