import { expect, test } from "vitest";
import { sparkPoints } from "#components/charts/sparkline.tsx";
import { initials } from "./avatar.tsx";
import { cn } from "./cn.ts";
import { rateText } from "./figure-text.ts";
import { durationWords } from "./progress.tsx";
import { rateGrounds } from "./rate.tsx";

test("a rate carries one decimal, its interval and its n, and is a dash when nothing was decided", () => {
  expect(rateText(0.2324)).toBe("23.2 %");
  expect(rateText(null)).toBe("–");
  expect(rateText(0 / 0)).toBe("–");
  expect(rateGrounds({ value: 0.232, low: 0.176, high: 0.299, decided: 177, of: 208 })).toBe("17.6 – 29.9 · 177 decided of 208");
  expect(rateGrounds({ value: null, low: null, high: null, decided: 0, of: 1_000_000_000 })).toBe("0 decided of 1,000,000,000");
});

test("time left is said no more exactly than it is known", () => {
  expect([2, 23, 54, 58, 100, 3_000, 3_400, 9_000].map(durationWords)).toEqual([
    "a few seconds",
    "about 25 seconds",
    "about 55 seconds",
    "about 1 minute",
    "about 2 minutes",
    "about 50 minutes",
    "about 1 hour",
    "about 3 hours",
  ]);
});

test("initials are whole letters of the first and the last word, of addresses too", () => {
  expect(initials("Ada King Lovelace", 2)).toBe("AL");
  expect(initials("ada.lovelace@example.com", 2)).toBe("al");
  expect(initials("Acme", 2)).toBe("A");
  expect(initials("", 2)).toBe("?");
  expect(initials("👩‍👧 Zoe", 1)).toBe("👩‍👧");
});

test("a sparkline starts at zero, breaks at gaps and stands flat when all is zero", () => {
  expect(sparkPoints([])).toEqual([]);
  expect(
    sparkPoints([0, 0])
      .flat()
      .map(({ y }) => y),
  ).toEqual([27, 27]);
  expect(sparkPoints([1, null, 2, 2]).map((run) => run.length)).toEqual([1, 2]);
  const [[first, last] = []] = sparkPoints([0, 10]);
  expect([first?.y, last?.y]).toEqual([27, 3]);
});

test("a size and a colour of text do not exclude each other; of two sizes the later wins", () => {
  expect(cn("text-13 text-ink", "text-12", false, undefined)).toBe("text-ink text-12");
  expect(cn("rounded-control", "rounded-full")).toBe("rounded-full");
});
