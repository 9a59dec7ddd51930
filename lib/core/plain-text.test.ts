import { expect, it } from "vitest";
import { unwantedTextAt } from "./plain-text.ts";

it("finds control and direction characters however deep, and lets everything else pass", () => {
  expect(unwantedTextAt({ name: "a\0b" })).toBe("name");
  expect(unwantedTextAt({ labels: { de: "x\u202ey" } })).toBe("labels.de");
  expect(unwantedTextAt({ keys: ["fine", "\u001b[31m"] })).toBe("keys.1");
  expect(unwantedTextAt({ text: "two\nlines\tand \u0627\u0644\u0625\u0644\u063a\u0627\u0621 \u{1f600}", count: 3, none: null, on: true })).toBeNull();
});
