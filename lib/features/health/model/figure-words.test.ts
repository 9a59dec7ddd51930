import { expect, it } from "vitest";
import { durationText, figureWords } from "#lib/features/health/model/figure-words.ts";

it.each([
  ["oldestWaitingSeconds", 200, "Oldest waiting", "3 min"],
  ["workerSeenSecondsAgo", 4, "Worker seen", "4 s ago"],
  ["answerMs", 12, "Answer", "12 ms"],
  ["lastSentAt", "2026-06-01T12:00:00.000Z", "Last sent", "2026-06-01T12:00:00.000Z"],
  ["overdueSeconds", null, "Overdue", "–"],
  ["failedInADay", 0, "Failed in a day", "0"],
] as const)("says %s %s in words", (name, value, term, shown) => {
  expect(figureWords(name, value)).toEqual({ term, value: shown });
});

it("names a duration in a unit that fits twice", () => {
  expect([119, 120, 7_199, 7_200, 172_799, 172_800].map(durationText)).toEqual(["119 s", "2 min", "119 min", "2 h", "47 h", "2 d"]);
});
