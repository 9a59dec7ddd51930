import { expect, test } from "vitest";
import { figureText, tickText } from "./figures.ts";

test("a figure carries its unit, one decimal for rates and no false cents", () => {
  expect(figureText(0.2324, { kind: "percent" })).toBe("23.2 %");
  expect(figureText(null, { kind: "percent" })).toBe("–");
  expect(figureText(12_418, { kind: "count" })).toBe("12,418");
  expect(figureText(1290, { kind: "money", currency: "USD" })).toBe("$1,290");
  expect(figureText(129.5, { kind: "money", currency: "EUR" })).toBe("€129.50");
});

test("a tick is short however large the figure", () => {
  expect(tickText(200, { kind: "count" })).toBe("200");
  expect(tickText(1_000_000_000, { kind: "count" })).toBe("1B");
  expect(tickText(2_500_000, { kind: "money", currency: "USD" })).toBe("$2.5M");
  expect(tickText(0.25, { kind: "percent" })).toBe("25 %");
  expect(tickText(0.125, { kind: "percent" })).toBe("12.5 %");
});
