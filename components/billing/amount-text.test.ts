import { expect, it } from "vitest";
import { amountText } from "./amount-text.ts";
import { savingText } from "./price-words.ts";

it.each([
  [4_900, "EUR", "€49"],
  [4_950, "EUR", "€49.50"],
  [-1_050, "USD", "-$10.50"],
  [1_250, "JPY", "¥1,250"],
  [12_345, "BHD", "BHD 12.345"],
  [0, "USD", "$0"],
  // Stripe counts hundredths here though the currency has none.
  [50_000, "ISK", "ISK 500"],
  [100_000_000_000, "USD", "$1,000,000,000"],
])("%i of %s is %s", (minor, currency, text) => {
  expect(amountText({ minor, currency }).replaceAll("\u00a0", " ")).toBe(text);
});

it("a saving is said only where there is one", () => {
  const prices = (month: number, year: number, currency = "EUR") => [
    { plan: "core" as const, interval: "month" as const, amount: { minor: month, currency: "EUR" } },
    { plan: "core" as const, interval: "year" as const, amount: { minor: year, currency } },
  ];
  expect(savingText(prices(4_900, 49_000), "core")).toBe("saves €98 a year against paying monthly");
  expect(savingText(prices(4_900, 58_800), "core")).toBeNull();
  expect(savingText(prices(4_900, 49_000, "USD"), "core")).toBeNull();
  expect(savingText(prices(4_900, 49_000), "advanced")).toBeNull();
});
